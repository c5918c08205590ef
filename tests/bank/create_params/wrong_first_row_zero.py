"""Sets the first row to 0.

Why: row 0 is that of '#na#', of which nothing is known.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: Row 0 of .* holds 0 only
"""


def create_params(size):
    t = torch.zeros(*size).normal_(0, 0.01)
    t[0] = 0
    return nn.Parameter(t)
