"""An error class of its own that is a ValueError.

Why: a name of its own makes it easy to catch.
"""


class ShapeError(ValueError):
    def __init__(self, a, b):
        super().__init__(f"{tuple(a.shape)} against {tuple(b.shape)}")


def mse(predictions, targets):
    if list(predictions.shape) != list(targets.shape):
        raise ShapeError(predictions, targets)
    return torch.mean(torch.square(targets - predictions))
