"""Clips the gradients on the way.

Why: habit; and here one of the parameters has none.
Fails: shrinks every weight by the same factor
Says: Does decay need one
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.grad.clamp_(-1, 1)
            p.mul_(1 - lr * wd)
