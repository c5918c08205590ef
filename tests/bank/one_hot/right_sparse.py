"""A sparse vector.

Why: there is only one number to be kept.
"""


def one_hot(index, n):
    return torch.sparse_coo_tensor([[index]], [1.0], (n,))
