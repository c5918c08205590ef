"""Returns the penalty of L2 regularisation.

Why: weight decay is a term of the loss, one has read.
Fails: shrinks every weight by the same factor
Says: penalty
"""


def decay_weights(parameters, lr, wd):
    return lr * wd * sum((p**2).sum() for p in parameters)
