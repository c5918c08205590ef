"""In place, but with gradients recorded.

Why: the underscore was remembered, `torch.no_grad()` was not.
Fails: shrinks every weight by the same factor
Says: what switches the watching off
"""


def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.mul_(1 - lr * wd)
