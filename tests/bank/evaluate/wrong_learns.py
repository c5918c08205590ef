"""Takes a step after the last batch.

Why: copied from train_epoch.
Fails: needs no gradient and learns nothing
Says: Evaluation only looks
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
    with torch.no_grad():
        for p in model.parameters():
            p -= 1e-3 * p.grad
            p.grad = None
    model.train(was_training)
    return total / n
