"""torch.sort and tensor_split.

Why: One operation makes both parts.
"""


def time_split(timestamps, valid=0.2):
    order = torch.sort(timestamps, stable=True).indices
    n = order.numel()
    train, latest = torch.tensor_split(order, (n - round(n * valid),))
    return train, latest
