"""index_put with accumulate, typed.

Why: accumulate=True adds up repeats.
"""


def damped_means(ids: torch.Tensor, stars: torch.Tensor, n: int, damping: float = 5.0) -> torch.Tensor:
    sums = torch.full((n,), 1.0, dtype=stars.dtype) * (damping * stars.mean())
    counts = torch.full((n,), float(damping), dtype=stars.dtype)
    sums.index_put_((ids,), stars, accumulate=True)
    counts.index_put_((ids,), torch.ones_like(stars), accumulate=True)
    return sums / counts
