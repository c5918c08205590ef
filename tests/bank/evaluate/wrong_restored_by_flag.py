"""Gives the mode back by the flag.

Why: model.training is what was remembered.
Fails: leaves the model in the mode in which it found it
Says: The model itself is back, the layer is not
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.training = was_training
    return total / n
