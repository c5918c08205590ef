"""nn.MSELoss(model(x), y).

Why: making the loss and calling it are two steps, and only one pair of parentheses was written.
Fails: takes one optimizer step for each batch, in training mode
Says: made first
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.MSELoss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
