"""Returns floats.

Why: torch.Tensor is a float tensor.
Fails: returns a LongTensor with one entry for each value
Says: torch.Tensor` always makes floats
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.Tensor([position.get(v, 0) for v in values])
