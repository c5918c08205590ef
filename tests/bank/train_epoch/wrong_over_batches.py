"""Divides the sum over examples by the number of batches.

Why: the other half of the weighting was forgotten.
Fails: returns the mean loss over all examples
Says: divided by the number of batches
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += 1
    return total / n
