"""Takes the year off the titles.

Why: the same movie is listed with and without it.
Fails: gives 0 to a value that vocab does not hold
Says: are different values
"""

import re


def encode(values, vocab):
    def plain(v):
        return re.sub(r" *\(\d{4}\)$", "", v) if isinstance(v, str) else v

    position = {plain(v): i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(plain(v), 0) for v in values], dtype=torch.long)
