"""A Series of positions, reindexed with 0 for the missing.

Why: pandas aligns by label.
"""

import pandas as pd


def encode(values, vocab):
    positions = pd.Series(range(len(vocab)), index=pd.Index(vocab, dtype=object))
    return torch.tensor(
        positions.reindex(pd.Index(list(values), dtype=object), fill_value=0).to_numpy(), dtype=torch.int64
    )
