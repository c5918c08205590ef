"""Numbers of 16 bits.

Why: half the memory.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: 16 bits
"""


def create_params(size):
    return nn.Parameter((torch.randn(*size) * 0.01).half())
