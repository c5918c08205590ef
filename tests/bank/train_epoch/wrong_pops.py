"""Pops batches from the list.

Why: the list is used up anyway.
Fails: takes one optimizer step for each batch, in training mode
Says: list of batches
"""


def train_epoch(model, batches, optimizer):
    model.train()
    batches = batches if isinstance(batches, list) else list(batches)
    total, n = 0.0, 0
    while batches:
        x, y = batches.pop(0)
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
