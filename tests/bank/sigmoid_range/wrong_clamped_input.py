"""Cuts x off at 5 on both sides before the sigmoid.

Why: `exp` of large numbers is dangerous, one reads.
Fails: stays inside the range however large x is
Says: stops short of the ends
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x.clamp(-5, 5)) * (high - low) + low
