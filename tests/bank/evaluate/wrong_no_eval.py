"""No evaluation mode.

Why: the factor model is the same in both.
Fails: returns the mean loss over all examples, in evaluation mode
Says: which line switches to evaluation mode
"""


def evaluate(model, batches):
    was_training = model.training
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
