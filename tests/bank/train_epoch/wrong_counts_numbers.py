"""Counts the numbers in x.

Why: numel() of the wrong tensor.
Fails: returns the mean loss over all examples
Says: numbers in x
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
        n += x.numel()
    return total / n
