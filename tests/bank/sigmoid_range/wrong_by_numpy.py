"""Computes with NumPy.

Why: np.exp is what the student knows.
Fails: lets gradients through, and leaves x as it was
Says: finds no way to `x`[\s\S]*NumPy
"""


def sigmoid_range(x, low, high):
    import numpy as np

    s = 1 / (1 + np.exp(-x.detach().numpy()))
    return torch.tensor(s * (high - low) + low)
