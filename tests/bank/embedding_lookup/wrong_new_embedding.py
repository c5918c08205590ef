"""A new nn.Embedding with the table's numbers.

Why: from_pretrained wraps the table into a new parameter.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: another tensor got it
"""


def embedding_lookup(table, indices):
    return torch.nn.Embedding.from_pretrained(table, freeze=False)(indices)
