"""Clears the optimizer's memory at the start.

Why: A new epoch starts fresh.
Fails: takes one optimizer step for each batch, in training mode
Says: which line clears them
"""


def train_epoch(model, batches, optimizer):
    model.train()
    optimizer.state.clear()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
