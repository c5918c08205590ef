"""Moves every batch to the model's device.

Why: it runs on a GPU as well.
"""


def train_epoch(model, batches, optimizer):
    device = next(model.parameters()).device
    model.train()
    losses, sizes = [], []
    for i, batch in enumerate(batches):
        x, y = (t.to(device, non_blocking=True) for t in batch)
        predictions = model(x)
        loss = nn.functional.mse_loss(predictions, y, reduction="sum")
        optimizer.zero_grad()
        (loss / y.numel()).backward()
        optimizer.step()
        losses.append(loss.detach().cpu())
        sizes.append(y.numel())
    return float(torch.stack(losses).sum() / sum(sizes))
