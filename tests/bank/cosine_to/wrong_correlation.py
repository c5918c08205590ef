"""Subtracts each movie's mean first.

Why: np.corrcoef gives a similarity between -1 and 1 too.
Fails: gives the cosine of the angle between the vectors
Says: that is a correlation
"""


def cosine_to(factors, index):
    return torch.corrcoef(factors)[index].reshape(len(factors))
