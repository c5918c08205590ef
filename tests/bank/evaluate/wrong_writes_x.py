"""Moves x to the range from -1 to 1 in place.

Why: inputs should be normalised.
Fails: needs no gradient and learns nothing
Says: `x`
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            p = model(x)
            x.clamp_(-1, 1)
            total += nn.functional.mse_loss(p, y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
