"""Predictions (B,) against targets (B, 1).

Why: a column was needed elsewhere; here it only gives a warning.
Fails: takes one optimizer step for each batch, in training mode
Says: broadcasts to
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y.unsqueeze(1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
