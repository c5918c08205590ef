"""The difference is computed in y's memory.

Why: it saves a tensor.
Fails: needs no gradient and learns nothing
Says: `y`
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += y.sub_(model(x)).square_().sum().item()
            n += len(y)
    model.train(was_training)
    return total / n
