"""Series.map with a dictionary.

Why: missing values become NaN and are filled with 0.
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor(pd.Series(values).map(position).fillna(0).to_numpy(), dtype=torch.int64)
