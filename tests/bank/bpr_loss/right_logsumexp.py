"""logsumexp of 0 and the difference.

Why: -log sigmoid(x) = log(e^0 + e^-x).
"""


def bpr_loss(positive, negative):
    x = negative - positive
    return torch.logsumexp(torch.stack((torch.zeros_like(x), x)), dim=0).mean()
