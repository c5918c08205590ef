"""Remembers and restores the mode of each module; a context manager of its own.

Why: parts of a model may be in different modes.
"""

from contextlib import contextmanager


@contextmanager
def evaluating(model):
    modes = {module: module.training for module in model.modules()}
    for module in modes:
        module.training = False
    with torch.no_grad():
        yield model
    for module, mode in modes.items():
        module.training = mode


def evaluate(model, batches):
    with evaluating(model):
        pairs = [(nn.functional.mse_loss(model(x), y).item(), len(y)) for x, y in batches]
    return sum(loss * n for loss, n in pairs) / sum(n for _, n in pairs)
