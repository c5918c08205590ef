"""Typed, with a helper that compares the shapes.

Why: one function for one thing.
"""


def check_same_shape(a: torch.Tensor, b: torch.Tensor) -> None:
    if list(a.shape) != list(b.shape):
        raise ValueError(f"shapes differ: {list(a.shape)} and {list(b.shape)}")


def mse(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    check_same_shape(predictions, targets)
    error: torch.Tensor = targets - predictions
    return torch.mean(torch.square(error))
