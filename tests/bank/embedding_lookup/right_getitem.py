"""operator.getitem.

Why: the brackets as a function.
"""

import operator


def embedding_lookup(table, indices):
    return operator.getitem(table, indices)
