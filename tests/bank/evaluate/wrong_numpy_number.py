"""Takes the numbers out with NumPy.

Why: `.numpy()` is what one knows from plots.
Fails: returns the mean loss over all examples, in evaluation mode
Says: of NumPy's
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    for x, y in batches:
        with torch.no_grad():
            loss = nn.functional.mse_loss(model(x), y)
        total += loss.detach().numpy() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
