"""A running mean; gradients cleared at the end of each batch.

Why: no sum to divide at the end, and clearing is a matter of habit.
"""


def train_epoch(model, batches, optimizer):
    model.train(True)
    mean, seen = 0.0, 0
    for x, y in batches:
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        seen += len(y)
        mean += (loss.item() - mean) * len(y) / seen
    return mean
