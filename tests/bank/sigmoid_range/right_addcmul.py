"""addcmul with full tensors.

Why: One fused operation.
"""


def sigmoid_range(x, low, high):
    return torch.addcmul(torch.full_like(x, low), torch.sigmoid(x), torch.full_like(x, high - low))
