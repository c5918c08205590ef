"""Counts only pairs in the wrong order.

Why: the others are right already.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: with pencil and paper|returned
"""


def bpr_loss(positive, negative):
    d = positive - negative
    losses = -nn.functional.logsigmoid(d)
    return (losses * (d < 0)).mean()
