"""nn.MSELoss(model(x), y).

Why: making the loss and calling it are two steps, and only one pair of parentheses was written.
Fails: returns the mean loss over all examples, in evaluation mode
Says: made first
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.MSELoss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
