"""Subtracts lr * wd times the sign.

Why: that is the decay of L1.
Fails: shrinks every weight by the same factor
Says: as with L1
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.sub_(p.sign(), alpha=lr * wd)
