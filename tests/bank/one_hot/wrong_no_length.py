"""F.one_hot is not told n.

Why: it finds out by itself, from the largest index.
Fails: returns a float32 vector of length n
Says: just long enough
"""


def one_hot(index, n):
    return torch.nn.functional.one_hot(torch.tensor(index)).float()
