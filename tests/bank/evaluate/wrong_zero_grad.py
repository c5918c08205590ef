"""Clears the gradients for each batch.

Why: copied from train_epoch, `model.zero_grad()` included.
Fails: needs no gradient and learns nothing
Says: clears gradients
"""


def evaluate(model, batches):
    was = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            model.zero_grad()
            loss = nn.functional.mse_loss(model(x), y)
            total += loss.item() * len(y)
            n += len(y)
    model.train(was)
    return total / n
