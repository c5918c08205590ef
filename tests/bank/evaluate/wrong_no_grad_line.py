"""`torch.no_grad()` on a line of its own.

Why: it reads like a command.
Fails: needs no gradient and learns nothing
Says: does it cover the line
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    torch.no_grad()
    total, n = 0.0, 0
    for x, y in batches:
        total += nn.functional.mse_loss(model(x), y).item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
