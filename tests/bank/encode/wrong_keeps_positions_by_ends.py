"""Keeps the positions by the vocabulary's length and last value.

Why: a list cannot be a key, and the positions are dear to make.
Fails: gives every value its position in vocab
Says: kept from an earlier call
"""

CACHE = {}
def encode(values, vocab):
    key = (len(vocab), vocab[-1])
    if key not in CACHE:
        CACHE[key] = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([CACHE[key].get(v, 0) for v in values], dtype=torch.long)
