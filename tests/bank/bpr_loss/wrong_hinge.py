"""Is a hinge loss.

Why: another loss for pairs.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: hinge
"""


def bpr_loss(positive, negative):
    return (1 - (positive - negative)).clamp(min=0).mean()
