"""Counts every batch as long as the first.

Why: the batch size is a constant, one thinks.
Fails: returns the mean loss over all examples
Says: as long as the first
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n, size = 0.0, 0, None
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        size = size or len(y)
        n += size
    return total / n
