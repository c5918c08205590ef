"""softplus of the difference with the other sign.

Why: Torch.sub and torch.mean in place of operators.
"""


def bpr_loss(positive, negative):
    return torch.mean(nn.functional.softplus(-torch.sub(positive, negative)))
