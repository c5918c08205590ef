"""A generator of its own, seeded from outside.

Why: the notebook's random numbers go on undisturbed.
"""


def create_params(size):
    generator = torch.Generator()
    generator.seed()
    return nn.Parameter(torch.randn(*size, generator=generator).mul(0.01))
