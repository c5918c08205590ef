"""Leaves the model in evaluation mode.

Why: there is nothing to see in the result.
Fails: leaves the model in the mode in which it found it
Says: found the model in training mode and left it in evaluation
"""


def evaluate(model, batches):
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    return total / n
