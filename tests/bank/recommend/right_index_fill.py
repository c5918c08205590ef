"""index_fill, with as many of topk as there are.

Why: Unique, so that what is hidden can be counted.
"""


def recommend(scores, seen, k=10):
    hide = torch.cat([seen, torch.tensor([0])]).unique()
    s = scores.index_fill(0, hide, -float("inf"))
    n = min(k, len(scores) - len(hide))
    _, idx = torch.topk(s, n)
    return idx.tolist()
