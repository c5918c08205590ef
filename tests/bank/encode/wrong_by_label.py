"""values[i] on a Series.

Why: right for lists, arrays and a frame that was just read.
Fails: takes a Series with any index, an array, and no values at all
Says: for the label i
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(values[i], 0) for i in range(len(values))], dtype=torch.long)
