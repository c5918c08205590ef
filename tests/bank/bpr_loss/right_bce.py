"""Takes a binary cross entropy against ones.

Why: it is the same loss.
"""


def bpr_loss(positive, negative):
    d = positive - negative
    return nn.functional.binary_cross_entropy_with_logits(d, torch.ones_like(d))
