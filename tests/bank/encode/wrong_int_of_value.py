"""int() around every id.

Why: ids are whole numbers, so this seemed safe.
Fails: gives 0 to a value that vocab does not hold
Says: are different values
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v if isinstance(v, str) else int(v), 0) for v in values], dtype=torch.long)
