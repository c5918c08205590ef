"""The first of two log-softmaxes.

Why: A sigmoid of a difference is a softmax over two.
"""


def bpr_loss(positive, negative):
    return -torch.log_softmax(torch.stack([positive, negative], dim=1), dim=1)[:, 0].mean()
