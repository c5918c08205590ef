"""unittest's assertions, in a class of its own.

Why: has learnt testing with unittest.
"""

import unittest

import torch


def test_sigmoid_range(candidate):
    class Case(unittest.TestCase):
        def runTest(self):
            for low, high in ((0.0, 5.0), (1.0, 4.0)):
                for x in (-150.0, -1.5, 0.0, 1.5, 150.0):
                    with self.subTest(x=x):
                        given = torch.full((2, 1, 3), x)
                        out = candidate(given, low, high)
                        self.assertEqual(tuple(out.shape), (2, 1, 3))
                        share = 1 / (1 + 2.718281828459045**-x)
                        for value in out.flatten().tolist():
                            self.assertAlmostEqual(value, low + share * (high - low), places=4)
                        self.assertTrue(bool((given == x).all()))

    result = Case().run()
    assert result.wasSuccessful(), result.failures
