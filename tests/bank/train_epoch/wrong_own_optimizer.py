"""Makes an optimizer of its own.

Why: copied from a script in which it stands beside the loop.
Fails: takes one optimizer step for each batch, in training mode
Says: what moved them
"""


def train_epoch(model, batches, optimizer):
    model.train()
    rate = optimizer.param_groups[0]["lr"]
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= rate * p.grad
        total += loss.item() * len(y)
        n += len(y)
    return total / n
