"""copy_ of a new tensor.

Why: the formula stands as in the text, and the result is copied back.
"""


@torch.no_grad()
def decay_weights(parameters, lr: float, wd: float) -> None:
    keep = 1.0 - lr * wd
    for parameter in parameters:
        parameter.copy_(parameter * keep)
