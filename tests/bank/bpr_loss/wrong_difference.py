"""Has neither sigmoid nor logarithm.

Why: pushes them apart too.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: where is the sigmoid
"""


def bpr_loss(positive, negative):
    return (negative - positive).mean()
