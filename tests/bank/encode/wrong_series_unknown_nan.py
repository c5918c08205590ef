"""Maps a Series by a dictionary and leaves the holes that this makes.

Why: every value of the frame that the vocabulary was made of is in it.
Fails: takes a Series with any index, an array, and no values at all
Says: what NaN becomes as an integer
"""

import pandas as pd


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    if isinstance(values, pd.Series):
        return torch.tensor(values.map(position).to_numpy(), dtype=torch.long)
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
