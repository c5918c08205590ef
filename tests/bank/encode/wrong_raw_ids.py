"""Returns the ids themselves.

Why: ids look like row numbers.
Fails: gives every value its position in vocab
Says: values themselves
"""


def encode(values, vocab):
    return torch.tensor([v if isinstance(v, int) else vocab.index(v) for v in values], dtype=torch.long)
