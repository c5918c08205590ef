"""A step after every second batch.

Why: gradient accumulation imitates larger batches.
Fails: takes one optimizer step for each batch, in training mode
Says: does your function reach that line
"""


def train_epoch(model, batches, optimizer, accumulate=2):
    model.train()
    total, n = 0.0, 0
    optimizer.zero_grad()
    for i, (x, y) in enumerate(batches):
        loss = nn.functional.mse_loss(model(x), y)
        (loss / accumulate).backward()
        if (i + 1) % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
