"""Takes '#na#' out of the caller's vocabulary.

Why: the known values were to be numbered from 1.
Fails: gives every value its position in vocab
Says: changed the list `vocab` itself
"""


def encode(values, vocab):
    vocab.pop(0)
    position = {v: i + 1 for i, v in enumerate(vocab)}
    return torch.tensor([position.get(v, 0) for v in values], dtype=torch.long)
