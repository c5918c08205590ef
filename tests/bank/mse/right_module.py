"""nn.MSELoss, and an early return.

Why: losses are modules in the tutorials.
"""


def mse(predictions, targets):
    if predictions.shape == targets.shape:
        return nn.MSELoss()(predictions, targets)
    raise ValueError(f"got {tuple(predictions.shape)} and {tuple(targets.shape)}")
