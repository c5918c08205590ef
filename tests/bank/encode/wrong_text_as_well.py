"""Enters every value of the vocabulary as text, too.

Why: so that '5' is found as well as 5.
Fails: gives 0 to a value that vocab does not hold
Says: A number and its text are different values
"""


def encode(values, vocab):
    position = {str(v): i for i, v in enumerate(vocab)} | {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
