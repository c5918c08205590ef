"""Averages before the sigmoid.

Why: the mean has moved inside.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: averaged first
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid((positive - negative).mean())
