"""`1 - wd`

Why: wd is the decay.
Fails: shrinks every weight by the same factor
Says: learning rate is missing
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - wd)
