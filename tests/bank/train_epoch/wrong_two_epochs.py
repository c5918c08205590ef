"""Goes through the batches twice.

Why: epochs were taken for the function's own business.
Fails: takes one optimizer step for each batch, in training mode
Says: Every batch is used twice
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in list(batches) * 2:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
