"""Sets `model.training`.

Why: the flag has that name; layers inside have one of their own.
Fails: takes one optimizer step for each batch, in training mode
Says: reach the inner modules
"""


def train_epoch(model, batches, optimizer):
    model.training = True
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
