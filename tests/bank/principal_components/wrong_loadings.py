"""Returns the directions.

Why: V is called the principal components in many texts.
Fails: returns k numbers for each movie
Says: one row for each factor
"""


def principal_components(factors, k=2):
    _, _, V = torch.pca_lowrank(factors, q=k)
    return V
