"""Returns a tensor.

Why: torch.round was found first.
Fails: returns an int
Says: not yet a Python number
"""


def embedding_size(n_categories):
    return torch.round(1.6 * torch.tensor(n_categories) ** 0.56).clamp(max=600)
