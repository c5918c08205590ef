"""A tensor on the way, an int at the end.

Why: torch is what is imported in the notebook.
"""


def embedding_size(n_categories):
    width = torch.tensor(1.6 * n_categories**0.56)
    return int(width.round().clamp(max=600).item())
