"""A list as a default argument.

Why: it looks like an empty list at every call.
Fails: returns the mean loss over all examples
Says: what outlives a call
"""


def train_epoch(model, batches, optimizer, losses=[], sizes=[]):
    model.train()
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item() * len(y))
        sizes.append(len(y))
    return sum(losses) / sum(sizes)
