"""Returns a tensor.

Why: `.item()` was forgotten, and under no_grad nothing is wrong with that.
Fails: returns the mean loss over all examples, in evaluation mode
Says: returned a Tensor of shape
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y) * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
