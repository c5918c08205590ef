"""Indexes in NumPy.

Why: the index tensor was converted, and the table too.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: NumPy
"""


def embedding_lookup(table, indices):
    return torch.from_numpy(table.detach().numpy()[indices.numpy()])
