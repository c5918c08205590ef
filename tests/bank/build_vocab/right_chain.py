"""itertools.chain in front of the sorted set comprehension.

Why: likes itertools.
"""

from itertools import chain


def build_vocab(values):
    distinct = {v for v in values}
    return list(chain(("#na#",), sorted(distinct)))
