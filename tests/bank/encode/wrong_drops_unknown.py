"""Unknown values are left out.

Why: a condition in the comprehension.
Fails: gives 0 to a value that vocab does not hold
Says: no entry for a value
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position[v] for v in values if v in position], dtype=torch.long)
