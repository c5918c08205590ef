"""Learns from the absolute error.

Why: l1_loss is also a loss.
Fails: takes one optimizer step for each batch, in training mode
Says: absolute error
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.l1_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
