"""Compares positions that are kept in one byte each.

Why: small numbers need no more.
Fails: holds a single 1, at index
Says: a dtype that ends before
"""


def one_hot(index, n):
    return (torch.arange(n).to(torch.uint8) == index % 256).float()
