"""Forgets the minus.

Why: logsigmoid is the loss, nearly.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: which sign
"""


def bpr_loss(positive, negative):
    return nn.functional.logsigmoid(positive - negative).mean()
