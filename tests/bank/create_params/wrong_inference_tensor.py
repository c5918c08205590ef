"""Draws under inference_mode, wraps outside.

Why: only the drawing was to be fast.
Fails: returns an nn.Parameter that can be trained
Says: inference_mode
"""


def create_params(size):
    with torch.inference_mode():
        start = torch.randn(*size) * 0.01
    return nn.Parameter(start)
