"""Divides the sum of the batches' means by the number of examples.

Why: half of the weighting was forgotten.
Fails: returns the mean loss over all examples
Says: how much should each mean count
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        n += len(y)
    return total / n
