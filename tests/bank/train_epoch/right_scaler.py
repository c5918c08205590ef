"""autocast and a scaler that are switched off without a GPU.

Why: the recipe for mixed precision, kept for later.
"""


def train_epoch(model, batches, optimizer):
    use_amp = torch.cuda.is_available()
    scaler = torch.amp.GradScaler("cuda", enabled=use_amp)
    model.train(True)
    total = count = 0
    for x, y in batches:
        optimizer.zero_grad()
        with torch.autocast("cpu", enabled=use_amp):
            loss = torch.mean((model(x) - y) ** 2)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        total += loss.item() * x.shape[0]
        count += x.shape[0]
    return total / count
