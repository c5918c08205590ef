"""Evaluates a copy made by class, with new weights.

Why: the model's own mode is to stay as it is.
Fails: leaves the model in the mode in which it found it
Says: a layer inside
"""

import copy


def evaluate(model, batches):
    twin = copy.copy(model)
    twin.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(twin(x), y).item() * len(y)
            n += len(y)
    return total / n
