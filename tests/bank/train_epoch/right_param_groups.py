"""Clears through the optimizer's groups; loss as a module.

Why: the groups hold the parameters too.
"""


def train_epoch(model, batches, optimizer):
    loss_function = nn.MSELoss()
    losses, sizes = [], []
    for x, y in batches:
        model.train()
        for group in optimizer.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.grad.zero_()
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(y.size(0))
    return sum(a * b for a, b in zip(losses, sizes)) / sum(sizes)
