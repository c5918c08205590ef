"""torch.Size as it comes.

Why: torch.Size is a tuple.
"""


def parameter_shapes(module):
    return {name: p.shape for name, p in module.named_parameters()}
