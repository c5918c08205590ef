"""Sum over number of entries.

Why: the definition, word by word.
"""


def mse(predictions, targets):
    if predictions.size() != targets.size():
        raise ValueError(f"{predictions.size()} is not {targets.size()}")
    error = predictions - targets
    return error.pow(2).sum() / error.numel()
