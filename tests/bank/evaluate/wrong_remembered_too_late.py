"""Remembers the mode after eval().

Why: two lines in the wrong order.
Fails: leaves the model in the mode in which it found it
Says: When do you look which mode it was
"""


def evaluate(model, batches):
    model.eval()
    was_training = model.training
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
