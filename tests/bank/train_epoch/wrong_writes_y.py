"""The difference is computed in y's memory.

Why: it saves a tensor.
Fails: takes one optimizer step for each batch, in training mode
Says: changed .y.|`y`
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        predictions = model(x)
        optimizer.zero_grad()
        loss = ((predictions - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        total += y.sub_(predictions.detach()).pow_(2).sum().item()
        n += len(y)
    return total / n
