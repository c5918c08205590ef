"""Gradients of all batches, one step after the loop.

Why: gradient accumulation was read about.
Fails: takes one optimizer step for each batch, in training mode
Says: One step for all batches
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    optimizer.zero_grad()
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        total += loss.item() * len(y)
        n += len(y)
    optimizer.step()
    return total / n
