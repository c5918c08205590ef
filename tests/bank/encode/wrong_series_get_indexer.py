"""Whatever is no list goes through pandas' `get_indexer`, which answers -1.

Why: pandas has a look-up of its own for its columns.
Fails: takes a Series with any index, an array, and no values at all
Says: -1 is what many look-ups answer
"""

import pandas as pd


def encode(values, vocab):
    if not isinstance(values, list):
        return torch.tensor(pd.Index(vocab).get_indexer(values), dtype=torch.long)
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
