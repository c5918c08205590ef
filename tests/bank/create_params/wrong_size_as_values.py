"""Makes a tensor of the sizes.

Why: torch.tensor(size) looked like a shape.
Fails: has the size that it is given
Says: number of sizes
"""


def create_params(size):
    return nn.Parameter(torch.tensor(size, dtype=torch.float32).normal_(0, 0.01))
