"""F.sigmoid, which still is there.

Why: old tutorials use F.sigmoid.
"""

import torch.nn.functional as F


def sigmoid_range(x, low, high):
    return F.sigmoid(x) * (high - low) + low
