"""Xavier's start.

Why: "the right initialisation" of another course.
Fails: draws from a normal distribution with mean 0 and standard deviation 0.01
Says: depend on the size
"""


def create_params(size):
    t = torch.empty(*size)
    if t.dim() < 2:
        return nn.Parameter(t.normal_(0, 0.01))
    return nn.Parameter(nn.init.xavier_normal_(t))
