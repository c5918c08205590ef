"""Gradients by `torch.autograd.grad`, an average by NumPy, a list of all batches first.

Why: grad() returns gradients that nothing else is added to.
"""

import numpy as np


def train_epoch(model, batches, optimizer):
    model.train()
    parameters = list(model.parameters())
    batches = list(batches)
    losses = []
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        for p, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            p.grad = gradient
        optimizer.step()
        losses.append(loss.item())
    return np.average(losses, weights=[len(y) for _, y in batches])
