"""Returns the last batch's loss.

Why: loss is the variable that is left.
Fails: returns the mean loss over all examples
Says: last batch's loss only
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
        n += len(y)
    return loss.item()
