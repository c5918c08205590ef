"""Predictions are kept by the ids.

Why: predictions are needed often.
Fails: returns the mean loss over all examples, in evaluation mode
Says: earlier calls
"""

_kept = {}


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            key = x.numpy().tobytes()
            if key not in _kept:
                _kept[key] = model(x)
            total += nn.functional.mse_loss(_kept[key], y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
