"""F.embedding at the place of the 1.

Why: the one-hot vector says where the row is.
Fails: is a product, in which every row takes part
Says: picked out by its index
"""

import torch.nn.functional as F


def one_hot_lookup(table, index):
    return F.embedding(one_hot(index, table.shape[0]).argmax(), table)
