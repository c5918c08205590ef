"""Turns the model into float64.

Why: more exact.
Fails: needs no gradient and learns nothing
Says: which line converts
"""


def evaluate(model, batches):
    was_training = model.training
    model.double().eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y.double()).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
