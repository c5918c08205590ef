"""Looks the values up as strings.

Why: the keys of a dictionary read from a file are strings.
Fails: gives every value its position in vocab
Says: taken for unknown
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(str(v), 0) for v in values], dtype=torch.long)
