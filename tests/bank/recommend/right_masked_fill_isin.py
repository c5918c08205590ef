"""torch.isin and masked_fill.

Why: No loop and no writing into the scores.
"""


def recommend(scores, seen, k=10):
    ids = torch.arange(len(scores))
    out = torch.isin(ids, torch.cat([torch.zeros(1, dtype=torch.long), seen]))
    best = scores.masked_fill(out, float("-inf")).argsort(descending=True)
    return best[: min(k, int((~out).sum()))].tolist()
