"""Straight in the middle, cut off outside: torch.where on the ends.

Why: numbers inside the range need no squashing, one thinks.
Fails: squashes every entry of x into (low, high)
Says: between|inside the range
"""


def sigmoid_range(x, low, high):
    squashed = torch.sigmoid(x) * (high - low) + low
    return torch.where((x > low) & (x < high), x, squashed)
