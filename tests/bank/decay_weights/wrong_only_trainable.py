"""Frozen parameters are passed over.

Why: a copied loop over parameters asks for requires_grad.
Fails: shrinks every weight by the same factor
Says: frozen|requires no gradient
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            if p.requires_grad:
                p.mul_(1 - lr * wd)
