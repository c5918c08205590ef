"""An exponential moving average.

Why: as the progress bar shows it.
Fails: returns the mean loss over all examples, in evaluation mode
Says: the mean over the 5
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            loss = nn.functional.mse_loss(model(x), y).item()
            total = loss if not n else 0.9 * total + 0.1 * loss
            n = 1
    model.train(was_training)
    return total / n
