"""Sets `model.training` by hand.

Why: the flag has that name; layers inside have one of their own.
Fails: returns the mean loss over all examples, in evaluation mode
Says: reach the inner modules
"""


def evaluate(model, batches):
    was_training = model.training
    model.training = False
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
