"""F.one_hot, cast to the table's dtype.

Why: does not use the function of the exercise before.
"""


def one_hot_lookup(table, index):
    vector = torch.nn.functional.one_hot(torch.tensor(index), table.shape[0])
    return vector.to(table.dtype) @ table
