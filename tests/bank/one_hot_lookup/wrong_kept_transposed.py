"""The transposed table is kept by its shape.

Why: transposing takes time, one thinks.
Fails: returns the row at index, as a vector
Says: keep from an earlier call
"""

_kept = {}


def one_hot_lookup(table, index):
    if table.shape not in _kept:
        _kept[table.shape] = table.T.contiguous()
    return _kept[table.shape] @ one_hot(index, table.shape[0])
