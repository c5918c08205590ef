"""Writes '#na#' into the caller's Series, where a value is unknown.

Why: replace first, then all values can be mapped.
Fails: takes a Series with any index, an array, and no values at all
Says: changed the Series `values` itself: at place \d+ stood
"""

import pandas as pd


def encode(values, vocab):
    if not isinstance(values, pd.Series):
        values = pd.Series(values, dtype=object)
    values[~values.isin(vocab)] = "#na#"
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor(values.map(position).astype("int64").to_numpy(), dtype=torch.long)
