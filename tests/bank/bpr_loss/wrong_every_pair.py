"""Pairs every positive with every negative.

Why: more pairs.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: which pairs belong together
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive[:, None] - negative[None]).mean()
