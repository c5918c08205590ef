"""state_dict without buffers.

Why: the buffers were noticed, the shared parameter was not.
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: one and the same parameter
"""


def parameter_shapes(module):
    buffers = dict(module.named_buffers())
    return {name: tuple(t.shape) for name, t in module.state_dict().items() if name not in buffers}
