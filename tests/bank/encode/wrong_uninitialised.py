"""Fills only known values into fresh memory.

Why: torch.empty is taken for zeros.
Fails: gives 0 to a value that vocab does not hold
Says: memory that nobody has filled
"""


def encode(values, vocab):
    values = list(values)
    out = torch.empty(len(values), dtype=torch.long)
    for i, v in enumerate(values):
        if v in vocab:
            out[i] = vocab.index(v)
    return out
