"""A boolean mask of what stays, and its positions put in order.

Why: Positions of the mask lead back to the movies.
"""


def recommend(scores, seen, k=10):
    keep = torch.ones(len(scores), dtype=torch.bool)
    keep[0] = False
    keep[seen] = False
    positions = keep.nonzero().squeeze(1)
    order = torch.argsort(scores[positions], descending=True)
    return positions[order][:k].tolist()
