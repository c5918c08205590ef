"""A detached copy that asks for gradients of its own.

Why: requires_grad_() silenced the error in backward.
Fails: lets gradients reach the table, and adds them up for a row that is used twice
Says: another tensor got it
"""


def embedding_lookup(table, indices):
    return table[indices].detach().requires_grad_()
