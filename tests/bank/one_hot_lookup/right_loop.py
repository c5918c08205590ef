"""A loop over the rows, each with its factor.

Why: the sum as it stands in the text.
"""


def one_hot_lookup(table, index):
    vector = one_hot(index, len(table))
    total = torch.zeros(table.shape[1])
    for i in range(len(table)):
        total = total + vector[i] * table[i]
    return total
