"""A backward in the loop.

Why: copied from train_epoch, without the step.
Fails: needs no gradient and learns nothing
Says: parameters have gradients
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        total += loss.item() * len(y)
        n += len(y)
    model.train(was_training)
    return total / n
