"""Freezes the parameters and thaws them again.

Why: without parameters that require gradients there is no graph either.
"""

import math


def evaluate(model, batches):
    mode, flags = model.training, [(p, p.requires_grad) for p in model.parameters()]
    for p, _ in flags:
        p.requires_grad_(False)
    model.eval()
    errors = [e for x, y in batches for e in (model(x) - y).tolist()]
    for p, flag in flags:
        p.requires_grad_(flag)
    model.train(mode)
    return math.fsum(e * e for e in errors) / len(errors)
