"""Uses the module.

Why: nn.LogSigmoid is there too.
"""


def bpr_loss(positive, negative):
    return -nn.LogSigmoid()(positive - negative).mean()
