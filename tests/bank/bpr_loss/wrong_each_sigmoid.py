"""Puts each score through a sigmoid.

Why: positive to 1, negative to 0.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: by itself
"""


def bpr_loss(positive, negative):
    return -(nn.functional.logsigmoid(positive) + nn.functional.logsigmoid(-negative)).mean()
