"""Sorts the list of batches by length.

Why: batches of equal length one after the other run faster, one reads.
Fails: takes one optimizer step for each batch, in training mode
Says: list of batches|order
"""


def train_epoch(model, batches, optimizer):
    model.train()
    if isinstance(batches, list):
        batches.sort(key=lambda batch: len(batch[1]))
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
