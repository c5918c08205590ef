"""Changes the sigmoid's own output.

Why: in place saves memory; the error comes only with backward.
Fails: lets gradients through, and leaves x as it was
Says: overwrites numbers that `backward`
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x).mul_(high - low).add_(low)
