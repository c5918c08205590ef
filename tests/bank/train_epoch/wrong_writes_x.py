"""Lets the ids of each batch count from 0, in place.

Why: ids count from 0 in this course.
Fails: takes one optimizer step for each batch, in training mode
Says: `x`
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        x -= x.min()
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
