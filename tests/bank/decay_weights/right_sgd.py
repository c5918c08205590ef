"""An SGD with weight_decay and empty gradients does it.

Why: torch's SGD has this decay.
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.add_(p, alpha=-lr * wd)
