"""Cuts off at two standard deviations.

Why: fastai starts its embeddings so.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: cut off, as fastai
"""


def create_params(size):
    t = torch.empty(*size)
    nn.init.trunc_normal_(t, std=0.01, a=-0.02, b=0.02)
    return nn.Parameter(t)
