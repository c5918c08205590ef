"""Unknown values get a position after the end.

Why: an extra row for the unknown, at the end.
Fails: gives 0 to a value that vocab does not hold
Says: after the end
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v, len(vocab)) for v in values], dtype=torch.long)
