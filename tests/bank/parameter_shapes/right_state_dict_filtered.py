"""state_dict, without what is no parameter.

Why: state_dict was known; what does not belong is taken out.
"""


def parameter_shapes(module):
    own = dict(module.named_parameters())
    return {name: tuple(t.shape) for name, t in module.state_dict().items() if name in own}
