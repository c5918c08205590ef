"""A tensor of int32.

Why: positions are small.
Fails: returns a LongTensor with one entry for each value
Says: index tensor in PyTorch
"""


def encode(values, vocab):
    o2i = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([o2i.get(v, 0) for v in values], dtype=torch.int32)
