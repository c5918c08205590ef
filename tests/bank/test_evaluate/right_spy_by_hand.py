"""One spy, found in both modes; everything that is promised in a list.

Why: as the lesson's own, in another order.
"""


def test_evaluate(candidate):
    x1, y1 = torch.tensor([[0, 4], [1, 2]]), torch.tensor([1.0, 2.0])
    x2, y2 = torch.tensor([[2, 1]]), torch.tensor([3.0])
    for found_in in [False, True]:
        spy = Spy()
        spy.train(found_in)
        got = candidate(spy, [(x1, y1), (x2, y2)])
        wanted = (9 + 0 + 4) / 3
        checks = {
            "value": abs(got - wanted) < 1e-4,
            "mode while predicting": True not in spy.training_then,
            "gradients while predicting": True not in spy.gradients_then,
            "mode afterwards": spy.training is found_in,
            "weight": float(spy.weight) == 1.0,
        }
        failed = [name for name, holds in checks.items() if not holds]
        assert not failed, failed
