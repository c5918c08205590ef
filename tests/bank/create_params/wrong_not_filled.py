"""Takes empty memory.

Why: empty looked like "empty of meaning".
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: no numbers at all
"""


def create_params(size):
    t = torch.empty(*size)
    t.fill_(float("nan"))
    return nn.Parameter(t)
