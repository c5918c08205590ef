"""Divides the sum of the batches' means by the number of examples.

Why: half of the weighting was forgotten.
Fails: returns the mean loss over all examples, in evaluation mode
Says: how much should each mean count
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item()
            n += len(y)
    model.train(was_training)
    return total / n
