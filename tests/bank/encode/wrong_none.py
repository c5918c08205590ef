"""Unknown values become None.

Why: get without a default.
Fails: gives 0 to a value that vocab does not hold
Says: None
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v) for v in values], dtype=torch.long)
