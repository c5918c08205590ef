"""Gradients are recorded.

Why: there is no backward, so none are computed, one thinks.
Fails: needs no gradient and learns nothing
Says: with gradients switched on
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    for x, y in batches:
        total += nn.functional.mse_loss(model(x), y).item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
