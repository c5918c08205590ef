"""Steps twice for every backward.

Why: the line stands in the loop twice.
Fails: takes one optimizer step for each batch, in training mode
Says: two steps for every batch
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
