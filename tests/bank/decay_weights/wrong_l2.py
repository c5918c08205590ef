"""Adds wd * w to the gradient.

Why: Adam's own weight_decay does it; most texts call both weight decay.
Fails: shrinks every weight by the same factor
Says: L2 regularisation
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            if p.grad is not None:
                p.grad.add_(p, alpha=wd)
