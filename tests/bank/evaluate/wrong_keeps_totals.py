"""Totals in a global name.

Why: so that they can be looked at afterwards.
Fails: returns the mean loss over all examples, in evaluation mode
Says: earlier calls
"""

total, n = 0.0, 0


def evaluate(model, batches):
    global total, n
    was_training = model.training
    model.eval()
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
