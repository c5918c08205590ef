"""Switches gradients off before the loop and on behind it.

Why: switched off, so switched on again.
Fails: needs no gradient and learns nothing
Says: found gradients switched off and left them on
"""


def evaluate(model, batches):
    training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total, n = 0.0, 0
    for x, y in batches:
        total += ((model(x) - y) ** 2).sum().item()
        n += len(y)
    torch.set_grad_enabled(True)
    model.train(training)
    return total / n
