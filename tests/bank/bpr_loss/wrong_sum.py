"""Sums.

Why: as in the paper.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: a mean of it
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive - negative).sum()
