"""Returns a detached tensor.

Why: detach() in place of item().
Fails: returns the mean loss over all examples
Says: returned a Tensor of shape
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(y)
        n += len(y)
    return total / n
