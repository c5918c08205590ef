"""Lists in a dictionary.

Why: Plain Python, an id without ratings has an empty list.
"""

from collections import defaultdict


def damped_means(ids, stars, n, damping=5.0):
    overall = stars.mean().item()
    given = defaultdict(list)
    for i, s in zip(ids.tolist(), stars.tolist()):
        given[i].append(s)
    return torch.tensor([(sum(given[i]) + damping * overall) / (len(given[i]) + damping) for i in range(n)])
