"""Takes a softmax over the two scores.

Why: two classes, the first is right.
"""


def bpr_loss(positive, negative):
    both = torch.stack([positive, negative], dim=1)
    return nn.functional.cross_entropy(both, torch.zeros(len(both), dtype=torch.long))
