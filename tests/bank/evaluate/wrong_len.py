"""`len(batches)`.

Why: batches is taken for a list.
Fails: goes through the batches once
Says: no length and no positions
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    assert len(batches) > 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
