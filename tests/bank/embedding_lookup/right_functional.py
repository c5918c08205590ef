"""F.embedding.

Why: what nn.Embedding calls.
"""


def embedding_lookup(table, indices):
    return torch.nn.functional.embedding(indices, table)
