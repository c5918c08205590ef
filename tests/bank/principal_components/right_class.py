"""A class as scikit-learn has it.

Why: fit and transform are known from elsewhere.
"""

from dataclasses import dataclass


@dataclass
class PCA:
    n_components: int

    def fit_transform(self, X):
        self.mean_ = X.mean(axis=0)
        self.components_ = torch.svd(X - self.mean_).V[:, : self.n_components]
        return (X - self.mean_).matmul(self.components_)


def principal_components(factors, k=2):
    return PCA(n_components=k).fit_transform(factors)
