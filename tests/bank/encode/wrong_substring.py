"""Finds a value as a part of an entry.

Why: `in` was asked of each entry in place of the list.
Fails: gives every value its position in vocab
Says: only a part of another one
"""


def encode(values, vocab):
    def position(value):
        for i, entry in enumerate(vocab):
            if str(value) in str(entry):
                return i
        return 0

    return torch.tensor([position(v) for v in values], dtype=torch.long)
