"""fromiter over a generator.

Why: no list in between.
"""

import numpy as np


def encode(values, vocab):
    position = dict(zip(vocab, range(len(vocab)), strict=True))
    return torch.from_numpy(np.fromiter((position.get(v, 0) for v in values), dtype=np.int64, count=len(values)))
