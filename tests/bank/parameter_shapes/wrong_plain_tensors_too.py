"""Tensors that hang on the module as well.

Why: everything with a shape on the module was collected.
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: not registered
"""


def parameter_shapes(module):
    shapes = {n: tuple(p.shape) for n, p in module.named_parameters()}
    for name, value in vars(module).items():
        if isinstance(value, torch.Tensor):
            shapes[name] = tuple(value.shape)
    return shapes
