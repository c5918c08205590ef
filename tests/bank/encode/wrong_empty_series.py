"""Stacks single positions, with a special case for an empty list alone.

Why: the empty list raised an error, and was caught.
Fails: takes a Series with any index, an array, and no values at all
Says: (?s)pd.Series\(\[\]\).*needs at least one
"""


def encode(values, vocab):
    if isinstance(values, list) and not values:
        return torch.empty(0, dtype=torch.long)
    position = {v: i for i, v in enumerate(vocab)}
    return torch.stack([torch.tensor(position.get(v, 0)) for v in values])
