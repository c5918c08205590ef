"""np.average with the batches' sizes as weights.

Why: NumPy's average takes weights.
"""

import numpy as np


def train_epoch(model, batches, optimizer):
    model.train()
    losses, sizes = [], []
    for x, y in batches:
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        sizes.append(len(y))
    return float(np.average(losses, weights=sizes))
