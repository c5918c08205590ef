"""Takes the logarithm of the mean.

Why: the mean has moved inside.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: before the logarithm
"""


def bpr_loss(positive, negative):
    return -torch.sigmoid(positive - negative).mean().log()
