"""`*=` under set_grad_enabled(False).

Why: as the book writes it.
"""


def decay_weights(parameters, lr, wd):
    with torch.set_grad_enabled(False):
        for p in parameters:
            p *= 1 - lr * wd
