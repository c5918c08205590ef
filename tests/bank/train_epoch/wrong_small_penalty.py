"""Adds a small penalty on the weights to the loss that is differentiated.

Why: a little regularisation never hurts.
Fails: takes one optimizer step for each batch, in training mode
Says: penalty
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        (loss + 1e-4 * sum((p**2).sum() for p in model.parameters())).backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
