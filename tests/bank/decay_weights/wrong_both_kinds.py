"""Decays the weights and the gradients.

Why: gradients should shrink along, one thinks.
Fails: leaves gradients alone
Says: does not touch gradients
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            if p.grad is not None:
                p.grad.mul_(1 - lr * wd)
