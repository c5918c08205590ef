"""Measures each batch after its step.

Why: the newest weights are the best ones, one thinks.
Fails: returns the mean loss over all examples
Says: measured after its batch's step
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += nn.functional.mse_loss(model(x), y).item() * len(y)
        n += len(y)
    return total / n
