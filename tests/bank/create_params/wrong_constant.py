"""The same small number everywhere.

Why: small was the point, random was overlooked.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: All of them are 0.01
"""


def create_params(size):
    return nn.Parameter(torch.full(tuple(size), 0.01))
