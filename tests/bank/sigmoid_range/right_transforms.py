"""torch.distributions' transforms, composed.

Why: they know sigmoid and affine maps.
"""

from torch.distributions.transforms import AffineTransform, ComposeTransform, SigmoidTransform


def sigmoid_range(x, low, high):
    return ComposeTransform([SigmoidTransform(), AffineTransform(low, high - low)])(x)
