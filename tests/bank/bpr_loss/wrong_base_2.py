"""Has the logarithm to base 2.

Why: as in NDCG.
Fails: returns the mean of -log sigmoid(positive - negative), a tensor of shape ()
Says: to base 2
"""


def bpr_loss(positive, negative):
    return -nn.functional.logsigmoid(positive - negative).mean() / 0.6931471805599453
