"""Turns each column so that its largest entry is positive.

Why: a convention makes pictures repeatable; either sign is right.
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred)
    scores = centred @ Vh[:k].mT
    largest = scores.gather(0, scores.abs().argmax(dim=0, keepdim=True))
    return scores * largest.sign()
