"""Decays the weights too.

Why: decay belongs to every step.
Fails: takes one optimizer step for each batch, in training mode
Says: something else|decay
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        decay_weights(model.parameters(), 5e-3, 0.1)
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
