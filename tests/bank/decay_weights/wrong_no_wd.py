"""`1 - lr`

Why: lr says how large a step is.
Fails: shrinks every weight by the same factor
Says: `wd` is missing
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr)
