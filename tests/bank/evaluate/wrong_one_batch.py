"""Only the first batch.

Why: a quick look, while the loop was written.
Fails: returns the mean loss over all examples, in evaluation mode
Says: first batch's loss only
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
            break
    model.train(was_training)
    return total / n
