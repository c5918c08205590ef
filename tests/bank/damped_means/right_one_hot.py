"""A product with one-hot rows.

Why: One-hot rows times stars adds up.
"""


def damped_means(ids, stars, n, damping=5.0):
    rows = nn.functional.one_hot(ids, n).to(stars.dtype)
    return (stars @ rows + damping * stars.mean()) / (rows.sum(dim=0) + damping)
