"""Through half precision.

Why: tables are stored in half precision to save memory.
Fails: returns the row of each index, in the order of the indices
Says: half precision
"""


def embedding_lookup(table, indices):
    return table.half()[indices].to(table.dtype)
