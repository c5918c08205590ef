"""Learns from the root of the mean squared error.

Why: the root is the number in stars.
Fails: takes one optimizer step for each batch, in training mode
Says: root of the mean squared error
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y).sqrt()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
