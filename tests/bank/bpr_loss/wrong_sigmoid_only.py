"""Has no logarithm.

Why: 1 minus the sigmoid is small when it is right.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: where is the logarithm
"""


def bpr_loss(positive, negative):
    return (1 - torch.sigmoid(positive - negative)).mean()
