"""Counts the examples after the loop.

Why: a second pass over the batches; a generator is empty then.
Fails: goes through the batches once
Says: Is there a second pass
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
    model.train(was_training)
    n = sum(len(y) for _, y in batches)
    return total / n
