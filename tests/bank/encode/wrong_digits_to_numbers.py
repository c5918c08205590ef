"""Makes a number of every text of digits.

Why: ids read from a file are text.
Fails: gives every value its position in vocab
Says: turned into something else
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    values = [int(v) if isinstance(v, str) and v.isdigit() else v for v in values]
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
