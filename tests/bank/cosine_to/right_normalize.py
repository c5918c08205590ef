"""F.normalize, then a product, annotated.

Why: unit vectors need no lengths.
"""

import torch.nn.functional as F


def cosine_to(factors: torch.Tensor, index: int) -> torch.Tensor:
    unit = F.normalize(factors, p=2, dim=1)
    return unit @ unit[index]
