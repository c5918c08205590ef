"""Leaves parameters without a gradient out.

Why: torch's optimizers begin so.
Fails: shrinks every weight by the same factor
Says: no gradient yet
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            if p.grad is None:
                continue
            p.mul_(1 - lr * wd)
