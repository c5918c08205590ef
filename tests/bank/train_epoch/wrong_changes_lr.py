"""Lowers the learning rate after every batch.

Why: A schedule belongs to training.
Fails: takes one optimizer step for each batch, in training mode
Says: does something else
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
        n += len(y)
        for group in optimizer.param_groups:
            group["lr"] *= 0.9
    return total / n
