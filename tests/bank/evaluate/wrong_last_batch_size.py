"""Multiplies the number of batches by the last one's size.

Why: y is still there after the loop.
Fails: returns the mean loss over all examples, in evaluation mode
Says: as long as the last
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
    return total / (n * len(y))
