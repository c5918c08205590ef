"""A sample of torch.distributions.Normal.

Why: distributions have their own part of the library.
"""


def create_params(size):
    return nn.Parameter(torch.distributions.Normal(0.0, 0.01).sample(tuple(size)))
