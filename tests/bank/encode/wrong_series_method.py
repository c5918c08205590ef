"""Uses a method that only a Series has.

Why: values.map is how one would do it in pandas.
Fails: returns a LongTensor with one entry for each value
Says: works on all three
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor(values.map(position).fillna(0).to_numpy(), dtype=torch.long)
