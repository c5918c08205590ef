"""Rows of length 1.

Why: embeddings are normalised in retrieval.
Fails: returns the row of each index, in the order of the indices
Says: brought to length 1
"""

import torch.nn.functional as F


def embedding_lookup(table, indices):
    return F.normalize(table[indices], dim=-1)
