"""`.data.mul_` on each parameter.

Why: older tutorials go round autograd by `.data`.
"""


def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.data.mul_(1 - lr * wd)
