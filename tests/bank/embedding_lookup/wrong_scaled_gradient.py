"""F.embedding with scale_grad_by_freq.

Why: sounded fairer to rare movies.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: number of uses
"""


def embedding_lookup(table, indices):
    return torch.nn.functional.embedding(indices, table, scale_grad_by_freq=True)
