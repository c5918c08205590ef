"""Through NumPy and back.

Why: NumPy's mean is what one knows.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: requires_grad=False
"""

import numpy as np


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    error = predictions.detach().numpy() - targets.detach().numpy()
    return torch.tensor(np.square(error).mean())
