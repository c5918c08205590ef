"""Flattens each parameter and shrinks what comes of it.

Why: every parameter is then a vector.
Fails: changes the parameters in place, whatever they come in
Says: make a copy
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            numbers = p.flatten()
            numbers *= 1 - lr * wd
