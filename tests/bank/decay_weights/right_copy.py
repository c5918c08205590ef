"""Computes the new values and copies them into the parameter.

Why: copy_ is the in-place form of an assignment.
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in list(parameters):
            p.copy_(p * (1 - lr * wd))
    return None
