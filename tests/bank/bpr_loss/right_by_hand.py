"""Takes the large part out by hand.

Why: the formula behind softplus.
"""


def bpr_loss(positive, negative):
    d = positive - negative
    return ((-d).clamp(min=0) + torch.log1p(torch.exp(-d.abs()))).mean()
