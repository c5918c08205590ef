"""low and high made tensors of x's kind.

Why: one wants all three to be tensors of one dtype.
"""


def sigmoid_range(x, low, high):
    low, high = (torch.as_tensor(end, dtype=x.dtype, device=x.device) for end in (low, high))
    return torch.add(low, (high - low) * x.sigmoid())
