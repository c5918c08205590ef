"""Takes blanks off the end of both values and vocabulary.

Why: columns of a text file are often padded.
Fails: gives 0 to a value that vocab does not hold
Says: are different values
"""


def encode(values, vocab):
    def plain(v):
        return v.rstrip() if isinstance(v, str) else v

    position = {plain(v): i for i, v in enumerate(vocab)}
    return torch.tensor([position.get(plain(v), 0) for v in values], dtype=torch.long)
