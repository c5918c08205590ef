"""Sets the gradients to 0.

Why: no gradient was asked for.
Fails: leaves gradients alone
Says: All are 0 now
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            if p.grad is not None:
                p.grad.zero_()
