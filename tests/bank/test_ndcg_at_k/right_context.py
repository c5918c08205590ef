"""A context manager of its own for the error.

Why: pytest may not be there.
"""

from contextlib import contextmanager
from math import log2


@contextmanager
def raises(kind):
    try:
        yield
    except kind:
        return
    raise AssertionError(f"no {kind.__name__}")


def near(a, b):
    assert a - 1e-5 < b < a + 1e-5, (a, b)


def test_ndcg_at_k(candidate):
    with raises(ValueError):
        candidate([4, 5, 6], set(), 10)
    ten = list(range(11, 26))
    near(candidate(ten, {15, 23}), (1 / log2(6)) / (1 + 1 / log2(3)))
    near(candidate(ten, {12, 14, 99}, 3), (1 / log2(3)) / (1 + 1 / log2(3) + 1 / 2))
    near(candidate(ten, {13}, 3), 1 / 2)
    near(candidate(ten, set(ten), 4), 1)
