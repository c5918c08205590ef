"""embedding_bag with one row a bag.

Why: recommenders use EmbeddingBag.
"""

import torch.nn.functional as F


def embedding_lookup(table, indices):
    return F.embedding_bag(indices, table, torch.arange(len(indices)), mode="sum")
