"""The seed of one request, set where a student's code draws its random numbers."""

from __future__ import annotations

import torch


def seed_generators(seed: int) -> None:
    """Seed the generators that are in use: the CPU's, and a device's where it has been started.

    `torch.manual_seed` also notes the call for every device that may be started later, each time with the text of the
    whole stack: in a notebook, under pytest, about 1 ms, and a check makes up to a hundred requests."""
    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)
    if torch.backends.mps.is_available():
        torch.mps.manual_seed(seed)
    if torch.xpu.is_initialized():
        torch.xpu.manual_seed_all(seed)
