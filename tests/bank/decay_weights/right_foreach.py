"""All parameters in one call.

Why: torch's optimizers do it so.
"""


@torch.no_grad()
def decay_weights(parameters, lr, wd):
    torch._foreach_mul_(list(parameters), 1 - lr * wd)
