"""The k factors that vary most.

Why: spread is variance.
Fails: gives the centred coordinates along the widest directions
Says: vary most
"""


def principal_components(factors, k=2):
    x = factors - factors.mean(0)
    return x[:, x.var(0).argsort(descending=True)[:k]]
