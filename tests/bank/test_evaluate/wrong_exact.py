"""Compares with == what no two sums give alike.

Why: it is the same formula.
Fails: lets every right candidate through
Says: equality down to the last digit
"""


def test_evaluate(candidate):
    torch.manual_seed(0)
    x, y = torch.randint(0, 9, (23, 2)), torch.rand(23)
    total, batches = 0.0, list(zip(x.split(5), y.split(5), strict=True))
    for a, b in batches:
        total += sum((p.item() - t.item()) ** 2 for p, t in zip(a[:, 1].float(), b, strict=True)) / len(b) * len(b)
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - total / 23) < 1e-16
