"""table[ids] += stars.

Why: It reads like adding up.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: counts once only
"""


def damped_means(ids, stars, n, damping=5.0):
    sums, counts = torch.zeros(n, dtype=stars.dtype), torch.zeros(n, dtype=stars.dtype)
    sums[ids] += stars
    counts[ids] += 1
    return (sums + damping * stars.mean()) / (counts + damping)
