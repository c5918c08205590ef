"""Adds to the total of the epoch before.

Why: the total is a global name.
Fails: returns the mean loss over all examples
Says: what outlives a call
"""

total, n = 0.0, 0


def train_epoch(model, batches, optimizer):
    global total, n
    model.train()
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
