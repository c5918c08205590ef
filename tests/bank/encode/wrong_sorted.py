"""Sorts the values first.

Why: looks both up in order, side by side.
Fails: gives every value its position in vocab
Says: positions are sorted
"""


def encode(values, vocab):
    o2i = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([o2i.get(v, 0) for v in sorted(values)], dtype=torch.long)
