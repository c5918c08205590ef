"""A BCEWithLogitsLoss that is made once, outside.

Why: A criterion is made before the loop in most code.
"""

criterion = nn.BCEWithLogitsLoss()


def bpr_loss(positive, negative):
    diff = positive - negative
    return criterion(diff, torch.ones_like(diff))
