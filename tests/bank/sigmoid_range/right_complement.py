"""high minus what the sigmoid of -x leaves.

Why: seen from the upper end.
"""


def sigmoid_range(x, low, high):
    span = high - low
    return high - span * torch.sigmoid(-x)
