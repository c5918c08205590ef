"""Returns a list.

Why: the tensor was forgotten.
Fails: returns a LongTensor with one entry for each value
Says: returned a list
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return [position.get(v, 0) for v in values]
