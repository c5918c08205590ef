"""`exp(-lr * wd)`

Why: decay is exponential, one has learnt.
Fails: shrinks every weight by the same factor
Says: slightly smaller share
"""


def decay_weights(parameters, lr, wd):
    import math

    with torch.no_grad():
        for p in parameters:
            p.mul_(math.exp(-lr * wd))
