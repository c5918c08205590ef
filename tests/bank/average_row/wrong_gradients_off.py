"""Switches gradients off, and never on again.

Why: no gradient is needed here.
Fails: leads back to no table, and leaves it as it is
Says: switched off for everything
"""

import torch


def average_row(table):
    torch.set_grad_enabled(False)
    return table[1:].mean(dim=0)
