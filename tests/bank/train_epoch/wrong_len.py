"""`len(batches)`.

Why: batches is taken for a list.
Fails: does the same for a generator, and again in the next epoch
Says: no length and no positions
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    print(f"{len(batches)} batches")
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
