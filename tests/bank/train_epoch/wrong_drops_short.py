"""Leaves out batches that are shorter than the first.

Why: some loaders do: drop_last.
Fails: takes one optimizer step for each batch, in training mode
Says: The last batch, which is short, is left out
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    size = None
    for x, y in batches:
        size = size or len(y)
        if len(y) < size:
            continue
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
