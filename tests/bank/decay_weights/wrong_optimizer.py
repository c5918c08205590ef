"""A step of torch.optim.AdamW.

Why: AdamW is decoupled decay.
Fails: shrinks every weight by the same factor
Says: gradient
"""


def decay_weights(parameters, lr, wd):
    torch.optim.AdamW(parameters, lr=lr, weight_decay=wd).step()
