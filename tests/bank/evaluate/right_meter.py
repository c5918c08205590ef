"""A progress bar and an AverageMeter as a dataclass.

Why: scripts have it.
"""

from dataclasses import dataclass

from tqdm import tqdm


@dataclass
class Meter:
    total: float = 0.0
    count: int = 0

    def update(self, value, n):
        self.total += value * n
        self.count += n


@torch.no_grad()
def evaluate(model, batches):
    mode, meter = model.training, Meter()
    model.eval()
    for x, y in tqdm(batches, disable=None):
        meter.update(torch.mean((model(x) - y).pow(2)).item(), y.shape[0])
    model.train(mode=mode)
    return meter.total / meter.count
