"""Takes accents off on both sides.

Why: some files are written without them.
Fails: gives 0 to a value that vocab does not hold
Says: different values
"""

import unicodedata


def encode(values, vocab):
    clean = lambda v: unicodedata.normalize("NFKD", v).encode("ascii", "ignore") if isinstance(v, str) else v
    position = {clean(v): i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(clean(v), 0) for v in values], dtype=torch.long)
