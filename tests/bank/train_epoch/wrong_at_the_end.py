"""Measures all batches when the epoch is over.

Why: evaluate does it so.
Fails: returns the mean loss over all examples
Says: when the epoch is over
"""


def train_epoch(model, batches, optimizer):
    model.train()
    batches = list(batches)
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        errors = torch.cat([(model(x) - y) ** 2 for x, y in batches])
    return errors.mean().item()
