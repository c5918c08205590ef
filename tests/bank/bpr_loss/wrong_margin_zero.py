"""Is a hinge loss without a margin.

Why: margin_ranking_loss with its defaults.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: as soon as the positive is ahead
"""


def bpr_loss(positive, negative):
    return nn.functional.margin_ranking_loss(positive, negative, torch.ones_like(positive))
