"""The mean of the batches' means.

Why: the PyTorch tutorials do it so.
Fails: returns the mean loss over all examples, in evaluation mode
Says: mean of the batches' means
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item()
            n += 1
    model.train(was_training)
    return total / n
