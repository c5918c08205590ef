"""A tensor of 400 GB.

Cell: decay_weights
Status: memory
"""


def decay_weights(parameters, lr, wd):
    torch.zeros(10**11)
