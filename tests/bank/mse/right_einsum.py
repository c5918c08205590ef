"""einsum of the flat differences with themselves.

Why: a mean of squares is a dot product over its length.
"""


def mse(predictions, targets):
    if not (predictions.dim() == targets.dim() and all(a == b for a, b in zip(predictions.size(), targets.size()))):
        raise ValueError("predictions and targets differ in shape")
    d = (predictions - targets).flatten()
    return torch.einsum("i,i->", d, d) / d.numel()
