"""relu and log1p, the stable form by hand.

Why: What softplus does inside.
"""


def bpr_loss(positive, negative):
    x = positive - negative
    return (torch.relu(-x) + torch.log1p(torch.exp(-torch.abs(x)))).mean()
