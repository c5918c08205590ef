"""Clips gradients.

Why: every training loop on the web does.
Fails: takes one optimizer step for each batch, in training mode
Says: something else
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
