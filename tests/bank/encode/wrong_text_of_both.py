"""Compares everything as text.

Why: ids and titles were to be treated alike.
Fails: takes a Series with any index, an array, and no values at all
Says: turned into something else before it is looked up
"""


def encode(values, vocab):
    position = {str(v): i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(str(v), 0) for v in values], dtype=torch.long)
