"""Type hints, a docstring of its own, torch.special.expit.

Why: a project's style asks for types, and SciPy calls the function expit.
"""


def sigmoid_range(x: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """Map x into the open interval (low, high)."""
    width: float = high - low
    return torch.special.expit(x).mul(width).add(low)
