"""Switches to training mode after the first batch.

Why: the line stands at the end of the loop.
Fails: takes one optimizer step for each batch, in training mode
Says: mode
"""


def train_epoch(model, batches, optimizer):
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
        model.train()
    return total / n
