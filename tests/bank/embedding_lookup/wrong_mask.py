"""A mask of the rows that occur.

Why: isin gives each row once, in the table's order.
Fails: returns the row of each index, in the order of the indices
Says: only once|sorted
"""


def embedding_lookup(table, indices):
    return table[torch.isin(torch.arange(len(table)), indices)]
