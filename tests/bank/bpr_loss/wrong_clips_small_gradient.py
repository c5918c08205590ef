"""Rounds small gradients to nothing.

Why: pairs that are right need no push.
Fails: pushes the positive up and the negative down, and changes neither argument
Says: positive.grad
"""


def bpr_loss(positive, negative):
    d = positive - negative
    if d.requires_grad:
        d.register_hook(lambda g: torch.where(g.abs() < 0.05, torch.zeros_like(g), g))
    return -nn.functional.logsigmoid(d).mean()
