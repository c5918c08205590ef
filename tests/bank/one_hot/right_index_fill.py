"""index_fill.

Why: it says what it does.
"""


def one_hot(index: int, n: int) -> torch.FloatTensor:
    return torch.zeros((n,), dtype=torch.float32).index_fill_(0, torch.tensor(index), 1.0)
