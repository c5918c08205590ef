"""Squares the differences in the targets' memory.

Why: it saves a tensor.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: changed `targets` itself
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return targets.detach().sub_(predictions).pow(2).mean()
