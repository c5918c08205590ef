"""`sub_` with alpha, on a detached view of the same memory.

Why: detach() shares the memory and is not watched.
"""


def decay_weights(parameters, lr, wd):
    for weight in map(torch.Tensor.detach, parameters):
        weight.sub_(weight, alpha=lr * wd)
