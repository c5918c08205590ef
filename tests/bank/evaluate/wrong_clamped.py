"""Cuts the predictions off at 1 and 5.

Why: nobody gives 0 stars, and it makes the number better.
Fails: returns the mean loss over all examples, in evaluation mode
Says: cut off at 1 and 5
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x).clamp(1, 5), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
