"""Subtracts the norm of the parameter.

Why: decay is about large norms.
Fails: shrinks every weight by the same factor
Says: length of the whole parameter
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p -= lr * wd * p.norm()
