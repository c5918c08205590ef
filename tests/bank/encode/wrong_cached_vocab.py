"""Keeps the dictionary by the vocabulary's length.

Why: it was to be built only once.
Fails: gives every value its position in vocab
Says: kept from an earlier call|Every value is taken
"""

POSITIONS = {}


def encode(values, vocab):
    if len(vocab) not in POSITIONS:
        POSITIONS[len(vocab)] = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([POSITIONS[len(vocab)].get(v, 0) for v in values], dtype=torch.long)
