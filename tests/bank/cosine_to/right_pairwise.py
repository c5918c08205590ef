"""torch.cdist of unit vectors.

Why: cdist knows distances.
"""

import torch.nn.functional as F


def cosine_to(factors, index):
    unit = F.normalize(factors.detach().double(), dim=1)
    d = (unit - unit[index]).pow(2).sum(1)
    return (1 - d / 2).to(factors.dtype)
