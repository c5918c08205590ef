"""Subtracts each weight's share from it.

Why: the formula of the lesson, literally.
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p -= lr * wd * p
