"""`p.div_(1 + lr * wd)`

Why: it differs by (lr * wd) ** 2 only, which no curve shows.
Fails: shrinks every weight by the same factor
Says: slightly smaller share
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.div_(1 + lr * wd)
