"""Moves every weight the share towards 0, computed in float64.

Why: decay as an interpolation between the weight and nothing.
"""


def shrunk(weight, share):
    return torch.lerp(weight.double(), torch.zeros_like(weight, dtype=torch.double), share)


def decay_weights(parameters, lr, wd):
    with torch.inference_mode():
        for p in parameters:
            p.copy_(shrunk(p, lr * wd))
