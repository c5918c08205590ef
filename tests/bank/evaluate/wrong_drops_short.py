"""Leaves out batches that are shorter than the first.

Why: some loaders do: drop_last.
Fails: returns the mean loss over all examples, in evaluation mode
Says: which is short, is left out
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n, size = 0.0, 0, None
    with torch.no_grad():
        for x, y in batches:
            size = size or len(y)
            if len(y) < size:
                continue
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
