"""Uses the soft margin loss against ones.

Why: log(1 + exp(-y d)) with y = 1.
"""


def bpr_loss(positive, negative):
    d = positive - negative
    return nn.functional.softplus(-d, threshold=50).mean()
