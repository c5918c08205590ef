"""An unknown value raises.

Why: square brackets on the dictionary.
Fails: gives 0 to a value that vocab does not hold
Says: is no error
"""


def encode(values, vocab):
    position = {v: i for i, v in enumerate(vocab)}
    return torch.tensor([position[v] for v in values], dtype=torch.long)
