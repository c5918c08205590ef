"""unittest, with assertRaises.

Why: has learnt testing with unittest.
"""

import unittest
from math import log2


def test_ndcg_at_k(candidate):
    case = unittest.TestCase()
    with case.assertRaises(ValueError):
        candidate([1], set())
    case.assertAlmostEqual(candidate([9, 1, 8, 2], {1, 2}, 4), (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))
    case.assertAlmostEqual(candidate([9, 1, 8, 2], {1, 2}, k=3), (1 / log2(3)) / (1 + 1 / log2(3)))
    case.assertAlmostEqual(candidate([9, 1, 8, 2], {8}, k=3), 0.5)
    case.assertAlmostEqual(candidate([1, 2], {1, 2, 3, 4}, k=2), 1.0)
