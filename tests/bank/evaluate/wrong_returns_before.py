"""Returns before the mode is given back.

Why: the return was written first.
Fails: leaves the model in the mode in which it found it
Says: found the model in training mode and left it in evaluation
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    return total / n
    model.train(was_training)
