"""Looks at the first batch before the loop.

Why: a look at the shapes; of a list the loop still gets everything.
Fails: goes through the batches once
Says: first batch is missing; with a list it is there
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    x, y = next(iter(batches))
    assert x.shape[0] == y.shape[0]
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
