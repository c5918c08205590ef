"""The dictionary leads from position to value.

Why: dict(enumerate(...)) is short.
Fails: returns a LongTensor with one entry for each value
Says: or the other way round
"""


def encode(values, vocab):
    position = dict(enumerate(vocab))
    return torch.tensor([position[v] for v in values], dtype=torch.long)
