"""Returns a column, (n, 1).

Why: one row for each rating.
Fails: returns a LongTensor with one entry for each value
Says: second dimension
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([[position.get(v, 0)] for v in values], dtype=torch.long)
