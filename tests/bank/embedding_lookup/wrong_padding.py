"""F.embedding with padding_idx=0.

Why: '#na#' taken for padding: its row then never learns.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: padding_idx
"""


def embedding_lookup(table, indices):
    return torch.nn.functional.embedding(indices, table, padding_idx=0)
