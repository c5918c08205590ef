"""Box and Muller's formula.

Why: made from uniform numbers by hand.
"""


def create_params(size):
    u, v = 1 - torch.rand(*size, dtype=torch.float64), torch.rand(*size, dtype=torch.float64)
    z = torch.sqrt(-2 * torch.log(u)) * torch.cos(2 * torch.pi * v)
    return nn.Parameter(0.01 * z.float())
