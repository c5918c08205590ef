"""Never clears the gradients.

Why: nothing complains, and the first batch is right.
Fails: takes one optimizer step for each batch, in training mode
Says: Are they cleared before each `backward`
"""


def train_epoch(model, batches, optimizer):
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
