"""`1 + lr * wd`

Why: a wrong sign.
Fails: shrinks every weight by the same factor
Says: weights grow
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 + lr * wd)
