"""The rows in double precision.

Why: the conversion is differentiable.
"""


def embedding_lookup(table, indices):
    return table.double()[indices, ...]
