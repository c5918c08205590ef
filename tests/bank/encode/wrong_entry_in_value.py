"""Finds an entry as a part of a value.

Why: the two sides of `in` were exchanged.
Fails: gives every value its position in vocab
Says: only a part of another one
"""


def encode(values, vocab):
    return torch.tensor(
        [next((i for i, w in enumerate(vocab) if str(w) in str(v)), 0) for v in values], dtype=torch.long
    )
