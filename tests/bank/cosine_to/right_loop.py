"""Movie by movie, in plain Python.

Why: the formula as it stands on paper.
"""

import math


def cosine_to(factors, index):
    rows = factors.tolist()
    target = rows[index]
    found = []
    for row in rows:
        dot = sum(a * b for a, b in zip(row, target))
        found.append(dot / math.sqrt(sum(a * a for a in row)) / math.sqrt(sum(b * b for b in target)))
    return torch.tensor(found)
