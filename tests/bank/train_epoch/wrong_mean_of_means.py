"""The mean of the batches' means.

Why: the PyTorch tutorials do it so.
Fails: returns the mean loss over all examples
Says: mean of the batches' means
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
        n += 1
    return total / n
