"""Freezes the parameters for good.

Why: no gradient is needed, so none is required.
Fails: needs no gradient and learns nothing
Says: no longer require gradients
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    model.requires_grad_(False)
    total, n = 0.0, 0
    for x, y in batches:
        total += nn.functional.mse_loss(model(x), y).item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
