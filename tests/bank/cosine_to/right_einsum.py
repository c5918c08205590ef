"""einsum for the products and the squares.

Why: einsum says which dimension is summed.
"""


def cosine_to(factors, index):
    dots = torch.einsum("nd,d->n", factors, factors[index])
    squares = torch.einsum("nd,nd->n", factors, factors)
    return dots * torch.rsqrt(squares * squares[index])
