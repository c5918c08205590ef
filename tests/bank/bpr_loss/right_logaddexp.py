"""Uses logaddexp.

Why: log(exp(0) + exp(-d)).
"""


def bpr_loss(positive, negative):
    d = positive - negative
    return torch.logaddexp(torch.zeros_like(d), -d).mean()
