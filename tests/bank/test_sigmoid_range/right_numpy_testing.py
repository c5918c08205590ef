"""np.testing, with a tolerance of its own.

Why: comes from NumPy.
"""

import numpy as np
import torch


def test_sigmoid_range(candidate):
    rng = np.random.default_rng(1)
    for low, high in ((0, 5.5), (2, 3)):
        x = np.concatenate([rng.normal(0, 2, (5, 4)), [[-200, 200, 0, 1]]]).astype(np.float32)
        t = torch.tensor(x)
        got = candidate(t, low=low, high=high)
        with np.errstate(over="ignore"):
            np.testing.assert_allclose(got.numpy(), low + (high - low) / (1 + np.exp(-x)), rtol=1e-4, atol=1e-4)
        np.testing.assert_array_equal(t.numpy(), x)
