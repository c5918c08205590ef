"""A progress bar and an AverageMeter.

Why: tqdm and AverageMeter are in every script.
"""

from tqdm.auto import tqdm


class AverageMeter:
    def __init__(self):
        self.sum, self.count = 0.0, 0

    def update(self, val, n=1):
        self.sum += val * n
        self.count += n

    @property
    def avg(self):
        return self.sum / self.count


def train_epoch(model, batches, optimizer):
    model.train()
    meter = AverageMeter()
    criterion = nn.MSELoss()
    for x, y in (bar := tqdm(batches, desc="Train", leave=False)):
        optimizer.zero_grad(set_to_none=True)
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        meter.update(loss.item(), y.size(0))
        bar.set_postfix(loss=meter.avg)
    return meter.avg
