"""Has the factor twice.

Why: normal_ with 0.01, and then times 0.01.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: in there twice
"""


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01) * 0.01)
