"""Returns one loss a pair.

Why: the mean is forgotten.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: one of them all|returned shape
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive - negative)
