"""Returns a number.

Why: losses are printed.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: takes it out of its tensor
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive - negative).mean().item()
