"""add_ with a negative alpha, `p.data` twice.

Why: SGD's old source wrote it so.
"""


def decay_weights(parameters, lr, wd):
    for p in list(parameters):
        p.data.add_(p.data, alpha=-lr * wd)
