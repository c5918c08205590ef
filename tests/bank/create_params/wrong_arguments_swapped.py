"""normal_(0.01, 0).

Why: the arguments of normal_ were guessed.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: All of them are 0.01
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0.01, 0))
