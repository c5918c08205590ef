"""A loop over the entries of each parameter, returned as a list as well.

Why: one weight at a time; what a function returns besides is nobody's harm.
"""


def decay_weights(parameters, lr, wd):
    parameters = tuple(parameters)
    torch.set_grad_enabled(False)
    try:
        for p in parameters:
            entries = p.view(-1)
            for i in range(len(entries)):
                entries[i] -= entries[i].item() * wd * lr
    finally:
        torch.set_grad_enabled(True)
    return list(parameters)
