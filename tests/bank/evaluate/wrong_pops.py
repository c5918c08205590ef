"""Pops batches from the list.

Why: the list is used up anyway.
Fails: needs no gradient and learns nothing
Says: list of batches
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    batches = batches if isinstance(batches, list) else list(batches)
    total, n = 0.0, 0
    with torch.no_grad():
        while batches:
            x, y = batches.pop()
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
