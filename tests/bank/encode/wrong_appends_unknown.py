"""Writes unknown values into the caller's vocabulary.

Why: a vocabulary that grows, then everything beyond the end set to 0.
Fails: gives every value its position in vocab
Says: changed the list `values` itself
"""


def encode(values, vocab):
    n = len(vocab)
    out = []
    for v in values:
        if v not in vocab:
            vocab.append(v)
        i = vocab.index(v)
        out.append(i if i < n else 0)
    values.sort() if isinstance(values, list) else None
    return torch.tensor(out, dtype=torch.long)
