"""The closest match.

Why: difflib forgives misspelt titles.
Fails: gives 0 to a value that vocab does not hold
Says: are different values
"""

import difflib


def encode(values, vocab):
    text = [str(w) for w in vocab]
    found = [difflib.get_close_matches(str(v), text, n=1, cutoff=0.85) for v in values]
    return torch.tensor([text.index(f[0]) if f else 0 for f in found], dtype=torch.long)
