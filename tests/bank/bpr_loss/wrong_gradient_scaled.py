"""Divides the gradient.

Why: a scale for stability.
Fails: stays finite for differences of -1,000 and 1,000, and so does its gradient
Says: grad
"""


def bpr_loss(positive, negative):
    d = positive - negative
    d = d.detach() + (d - d.detach()) * 1.0
    d.register_hook(lambda g: g.clamp(-0.05, 0.05)) if d.requires_grad else None
    return -nn.functional.logsigmoid(d).mean()
