"""Counts the examples before the loop.

Why: the number is needed for the division; a generator is empty then.
Fails: goes through the batches once
Says: used up before the loop
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, sum(len(y) for _, y in batches)
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
    model.train(was_training)
    return total / n
