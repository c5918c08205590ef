"""torch.mul with out=.

Why: out= says where it goes.
"""


def decay_weights(parameters, lr, wd):
    factor = 1.0 - lr * wd
    for p in parameters:
        torch.mul(p.data, factor, out=p.data)
