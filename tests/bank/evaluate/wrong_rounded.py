"""Rounds the mean.

Why: for the print-out.
Fails: returns the mean loss over all examples, in evaluation mode
Says: rounded to 3 decimals
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return round(total / n, 3)
