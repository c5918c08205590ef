"""Centres the parameter under no_grad.

Why: no_grad allows what autograd would have refused.
Fails: works on a model's parameter and leaves it as it is
Says: changed `factors` itself: at \[\d, \d\] stood
"""


def principal_components(factors, k=2):
    with torch.no_grad():
        factors -= factors.mean(dim=0)
        return factors @ torch.linalg.svd(factors, full_matrices=False)[2][:k].T
