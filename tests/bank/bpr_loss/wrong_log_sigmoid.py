"""Takes the logarithm of the sigmoid in two steps.

Why: the formula as it is written.
Fails: stays finite for differences of -1,000 and 1,000, and so does its gradient
Says: as one function
"""


def bpr_loss(positive, negative):
    return -torch.log(torch.sigmoid(positive - negative)).mean()
