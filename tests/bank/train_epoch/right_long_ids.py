"""Makes sure that x holds ids: asserts the shape, converts, stacks the columns anew.

Why: the docstring says what x is.
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        assert x.dtype == torch.long and x.shape[1:] == (2,)
        users, movies = x.long().unbind(1)
        x = torch.stack([users, movies], dim=1)
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
