"""Goes through the order until k are found.

Why: stops early.
"""


def recommend(scores, seen, k=10):
    found = []
    for i in torch.argsort(-scores):
        if i == 0 or (seen == i).any():
            continue
        if len(found) == k:
            break
        found.append(int(i))
    return found
