"""Strips text before it compares.

Why: titles had blanks at their ends in another file.
Fails: gives 0 to a value that vocab does not hold
Says: what does your code do to a value before it compares
"""


def encode(values, vocab):
    clean = lambda v: v.strip() if isinstance(v, str) else v  # noqa: E731
    position = {clean(v): i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(clean(v), 0) for v in values], dtype=torch.long)
