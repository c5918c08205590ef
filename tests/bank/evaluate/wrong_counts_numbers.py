"""Counts the numbers in x.

Why: numel() of the wrong tensor.
Fails: returns the mean loss over all examples, in evaluation mode
Says: numbers in x
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += x.numel()
    model.train(was_training)
    return total / n
