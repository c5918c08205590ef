"""Prints and returns nothing.

Why: the notebook showed the right number below the cell.
Fails: returns an int
Says: Is there a `return`
"""


def embedding_size(n_categories):
    print(min(600, round(1.6 * n_categories**0.56)))
