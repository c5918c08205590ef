"""One position for each distinct value.

Why: goes through a dictionary of the values.
Fails: gives every value its position in vocab
Says: one entry for each distinct
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v, 0) for v in dict.fromkeys(values)], dtype=torch.long)
