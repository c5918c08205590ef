"""Does not switch to training mode.

Why: a new model is in training mode; one that has been evaluated is not.
Fails: takes one optimizer step for each batch, in training mode
Says: in evaluation mode when it predicted
"""


def train_epoch(model, batches, optimizer):
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
