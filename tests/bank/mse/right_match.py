"""A match statement on the shapes.

Why: new syntax.
"""


def mse(predictions, targets):
    match (predictions.shape, targets.shape):
        case (a, b) if a == b:
            return torch.square(predictions - targets).mean()
        case (a, b):
            raise ValueError(f"{a} is not {b}")
