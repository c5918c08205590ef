"""Returns the first factors.

Why: k numbers for each movie were asked for.
Fails: gives the centred coordinates along the widest directions
Says: first factors, centred
"""


def principal_components(factors, k=2):
    return (factors - factors.mean(dim=0))[:, :k]
