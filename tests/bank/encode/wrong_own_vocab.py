"""Positions among the values given.

Why: builds the vocabulary again from the batch.
Fails: gives every value its position in vocab
Says: counted among `values`
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(build_vocab(values))}
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
