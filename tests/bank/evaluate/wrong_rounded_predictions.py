"""Rounds the predictions to whole stars.

Why: nobody gives 3.7 stars.
Fails: returns the mean loss over all examples, in evaluation mode
Says: predictions are rounded
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x).round(), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
