"""A new tensor of the loss that requires a gradient.

Why: the error in backward went away with it.
Fails: takes one optimizer step for each batch, in training mode
Says: Are there gradients when `step` is called
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = torch.tensor(nn.functional.mse_loss(model(x), y).item(), requires_grad=True)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
