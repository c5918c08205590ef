"""Parameters and buffers.

Why: BatchNorm has more tensors than parameters.
Fails: lists every registered parameter once, frozen ones too, and nothing else
Says: buffer
"""


def parameter_shapes(module):
    both = [*module.named_parameters(), *module.named_buffers()]
    return {n: tuple(t.shape) for n, t in both}
