"""Takes the numbers out with NumPy.

Why: `.numpy()` is what one knows from plots.
Fails: returns the mean loss over all examples
Says: of NumPy's
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach().numpy() * len(y)
        n += len(y)
    return total / n
