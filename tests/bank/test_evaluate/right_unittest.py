"""unittest's assertions, with names for the cases.

Why: has learnt testing with unittest.
"""

import unittest


class EvaluateCase(unittest.TestCase):
    candidate = None

    def setUp(self):
        self.spy = Spy()
        self.batches = [
            (torch.tensor([[1, 1]] * 3), torch.tensor([2.0, 2.0, 4.0])),
            (torch.tensor([[1, 2]]), torch.tensor([7.0])),
        ]

    def test_number(self):
        self.assertAlmostEqual(self.candidate(self.spy, self.batches), (1 + 1 + 9 + 25) / 4, places=4)

    def test_leaves_the_mode(self):
        for mode in (True, False):
            self.spy.train(mode)
            self.candidate(self.spy, self.batches)
            self.assertIs(self.spy.training, mode)

    def test_looks_only(self):
        self.candidate(self.spy, self.batches)
        self.assertFalse(any(self.spy.training_then + self.spy.gradients_then))
        self.assertEqual(self.spy.weight.item(), 1.0)


def test_evaluate(candidate):
    EvaluateCase.candidate = staticmethod(candidate)
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(EvaluateCase).run(result)
    if not result.wasSuccessful():
        raise AssertionError(result.failures + result.errors)
