"""Takes plain numbers too.

Why: One wants to try it with a 0.
"""


def sigmoid_range(x, low, high):
    x = torch.as_tensor(x)
    return x.sigmoid().mul(high - low).add(low)
