"""Detaches the negative.

Why: it is only drawn at random.
Fails: stays finite for differences of -1,000 and 1,000, and so does its gradient
Says: negative.grad
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive - negative.detach()).mean()
