"""Switches gradients off for good.

Why: set_grad_enabled(False) reads like a command for this function.
Fails: needs no gradient and learns nothing
Says: switched off for everything that follows
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total, n = 0.0, 0
    for x, y in batches:
        total += nn.functional.mse_loss(model(x), y).item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
