"""Divides the sum over examples by the number of batches.

Why: the other half of the weighting was forgotten.
Fails: returns the mean loss over all examples, in evaluation mode
Says: divided by the number of batches
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += 1
    model.train(was_training)
    return total / n
