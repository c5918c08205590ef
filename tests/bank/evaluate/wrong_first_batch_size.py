"""Counts every batch as long as the first.

Why: the batch size is a constant, one thinks.
Fails: returns the mean loss over all examples, in evaluation mode
Says: as long as the first
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n, size = 0.0, 0, None
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            size = size or len(y)
            n += size
    model.train(was_training)
    return total / n
