"""Compares lower-cased.

Why: capitals should not matter.
Fails: gives 0 to a value that vocab does not hold
Says: what does your code do to a value before it compares
"""


def encode(values, vocab):
    position = {str(v).lower() if isinstance(v, str) else v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v.lower() if isinstance(v, str) else v, 0) for v in values], dtype=torch.long)
