"""A limit of 1,000.

Why: a round number came to mind.
Fails: never exceeds 600
Says: Is the width limited
"""


def embedding_size(n_categories):
    return min(1000, round(1.6 * n_categories**0.56))
