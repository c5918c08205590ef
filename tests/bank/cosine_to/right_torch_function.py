"""torch.cosine_similarity with a row.

Why: PyTorch has it.
"""


def cosine_to(factors, index):
    row = factors[index : index + 1]
    return torch.cosine_similarity(factors, row, dim=1)
