"""Counts the parameters first, then shrinks them.

Why: a count for a check or a print-out; a generator is empty after it.
Fails: changes the parameters in place, whatever they come in
Says: gone through twice
"""


def decay_weights(parameters, lr, wd):
    n = sum(1 for _ in parameters)
    if n == 0:
        raise ValueError("no parameters")
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
