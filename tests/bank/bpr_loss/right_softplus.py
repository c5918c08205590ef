"""Uses softplus.

Why: -log sigmoid(d) is softplus(-d).
"""


def bpr_loss(positive, negative):
    return nn.functional.softplus(negative - positive).mean()
