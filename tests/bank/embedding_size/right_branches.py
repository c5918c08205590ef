"""The limit as an if.

Why: an if reads like the sentence in the docstring.
"""


def embedding_size(n_categories):
    width = round(1.6 * n_categories**0.56)
    if width > 600:
        return 600
    return width
