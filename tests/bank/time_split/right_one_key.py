"""One key of time and position.

Why: Times n plus the position has no ties.
"""


def time_split(timestamps, valid: float = 0.2) -> tuple[torch.Tensor, torch.Tensor]:
    n = timestamps.numel()
    key = (timestamps - timestamps.min()) * n + torch.arange(n)
    order = key.argsort()
    k = round(n * valid)
    return order[: n - k], order[n - k :]
