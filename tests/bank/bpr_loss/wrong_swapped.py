"""Subtracts the other way round.

Why: a slip.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: which of the two is subtracted
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(negative - positive).mean()
