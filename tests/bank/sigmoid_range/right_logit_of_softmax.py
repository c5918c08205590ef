"""A softmax of x against 0.

Why: with two classes, softmax and sigmoid are the same.
"""


def sigmoid_range(x, low, high):
    two = torch.stack([torch.zeros_like(x), x], dim=-1)
    return torch.softmax(two, dim=-1) @ torch.tensor([float(low), float(high)])
