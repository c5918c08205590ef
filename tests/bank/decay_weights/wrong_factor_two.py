"""The derivative of wd * w ** 2.

Why: the penalty was differentiated.
Fails: shrinks every weight by the same factor
Says: Twice too strong
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p -= lr * 2 * wd * p
