"""Takes log(1 + exp(-d)).

Why: the sigmoid, multiplied out.
Fails: stays finite for differences of -1,000 and 1,000, and so does its gradient
Says: as one function
"""


def bpr_loss(positive, negative):
    return torch.log1p(torch.exp(negative - positive)).mean()
