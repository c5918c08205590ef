"""Sets the movie's own cosine to 0.

Why: it will be left out of the neighbours anyway.
Fails: gives the cosine of the angle between the vectors
Says: later step
"""


def cosine_to(factors, index):
    cosines = nn.functional.cosine_similarity(factors, factors[index][None])
    return torch.where(torch.arange(len(factors)) == index, torch.zeros_like(cosines), cosines)
