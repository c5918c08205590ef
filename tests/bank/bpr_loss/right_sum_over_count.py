"""Divides a sum by the count.

Why: means are sums.
"""


def bpr_loss(positive, negative):
    losses = -nn.functional.logsigmoid(positive - negative)
    return losses.sum() / len(losses)
