"""Adds up tensors with their graphs.

Why: `.item()` was forgotten.
Fails: returns the mean loss over all examples
Says: carries its graph
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss * len(y)
        n += len(y)
    return total / n
