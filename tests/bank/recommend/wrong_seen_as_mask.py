"""Takes `seen` for a mask of yes and no.

Why: a common form elsewhere.
Fails: returns a list of whole numbers
Says: IndexError|mask
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen.bool()] = -torch.inf
    masked[0] = -torch.inf
    return [i for i in masked.argsort(descending=True).tolist() if masked[i] > -torch.inf][:k]
