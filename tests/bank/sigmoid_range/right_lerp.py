"""Goes from low to high by lerp.

Why: lerp is the operation for "this far between two ends".
"""


def sigmoid_range(x, low, high):
    ends = torch.tensor([low, high], dtype=x.dtype)
    return torch.lerp(ends[0], ends[1], torch.sigmoid(x))
