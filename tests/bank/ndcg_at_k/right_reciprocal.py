"""One loop over the k places adds to both sums.

Why: Public recommenders write it so, with np.reciprocal.
"""

import numpy as np


def ndcg_at_k(recommended, relevant, k=10):
    if not len(relevant):
        raise ValueError("relevant is empty")
    dcg, idcg = 0.0, 0.0
    for i in range(k):
        if i < len(relevant):
            idcg += np.reciprocal(np.log2(i + 2))
        if i < len(recommended) and recommended[i] in relevant:
            dcg += np.reciprocal(np.log2(i + 2))
    return dcg / idcg
