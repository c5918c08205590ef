"""Freezes all parameters for a while, and thaws all of them.

Why: no gradients without parameters that require them; a frozen one is forgotten.
Fails: needs no gradient and learns nothing
Says: requires a gradient that did not before
"""


def evaluate(model, batches):
    was = model.training
    model.eval()
    model.requires_grad_(False)
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        total += loss.item() * len(y)
        n += len(y)
    model.requires_grad_(True)
    model.train(was)
    return total / n
