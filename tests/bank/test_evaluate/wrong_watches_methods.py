"""Demands that `eval` is called.

Why: patched the method to see whether it is.
Fails: lets every right candidate through
Says: that the methods `eval` and `train`
"""


def test_evaluate(candidate):
    called = []

    class Watched(Spy):
        def train(self, mode=True):
            called.append(mode)
            return super().train(mode)

    spy = Watched()
    candidate(spy, [(torch.tensor([[0, 1], [0, 2]]), torch.tensor([3.0, 2.0]))])
    assert False in called
