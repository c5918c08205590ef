"""Gradients switched on, the mode given back, a generator of losses.

Why: a function that leaves everything as it was is a good guest.
"""


def losses_of(model, batches, optimizer):
    for x, y in batches:
        error = model(x) - y
        loss = error.pow(2).sum() / len(error)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield loss.item(), len(error)


@torch.enable_grad()
def train_epoch(model, batches, optimizer):
    before = model.training
    model.train()
    pairs = [*losses_of(model, batches, optimizer)]
    model.train(before)
    return sum(loss * size for loss, size in pairs) / sum(size for _, size in pairs)
