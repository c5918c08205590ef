"""Leaves gradients switched off.

Why: a demonstration's line has slipped in.
Fails: does the same for a generator, and again in the next epoch
Says: does not require|switched off
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    torch.set_grad_enabled(False)
    return total / n
