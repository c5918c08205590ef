"""Normalises the model's own table.

Why: detach() was there to be allowed to write, and it shares the memory.
Fails: works on a model's parameter and leaves it as it is
Says: changed `factors` itself: at \[\d, \d\] stood
"""


def cosine_to(factors, index):
    units = factors.detach()
    units /= units.norm(dim=1, keepdim=True)
    return units @ units[index]
