"""normal_(0.01, 0).

Why: the arguments of normal_ were guessed.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: which of its two numbers is the mean
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0.01, 0))
