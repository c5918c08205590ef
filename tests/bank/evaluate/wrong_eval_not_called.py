"""`model.eval` without parentheses.

Why: nothing complains.
Fails: returns the mean loss over all examples, in evaluation mode
Says: is it a call, with its parentheses
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
