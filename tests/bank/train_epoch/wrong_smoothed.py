"""An exponential moving average of the losses.

Why: A progress bar shows a smoothed loss.
Fails: returns the mean loss over all examples
Says: the mean over the 5
"""


def train_epoch(model, batches, optimizer, momentum=0.9):
    model.train()
    avg = None
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        avg = loss.item() if avg is None else avg * momentum + loss.item() * (1 - momentum)
    return avg
