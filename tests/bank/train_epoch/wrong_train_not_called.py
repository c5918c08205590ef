"""`model.train` without parentheses.

Why: nothing complains.
Fails: takes one optimizer step for each batch, in training mode
Says: is that line a call, with its parentheses
"""


def train_epoch(model, batches, optimizer):
    model.train
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
