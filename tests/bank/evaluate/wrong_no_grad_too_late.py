"""Only the loss is under no_grad.

Why: the loss is where gradients come from, one thinks.
Fails: needs no gradient and learns nothing
Says: does it cover the line
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    for x, y in batches:
        predictions = model(x)
        with torch.no_grad():
            total += nn.functional.mse_loss(predictions, y).item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
