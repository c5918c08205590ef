"""The function from torch.

Why: why write what is there.
"""


def cosine_to(factors, index):
    return nn.functional.cosine_similarity(factors, factors[index].unsqueeze(0), dim=1)
