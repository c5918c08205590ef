"""Asks for 64 MB again and again.

Cell: decay_weights
Status: memory
"""


def decay_weights(parameters, lr, wd):
    hold = []
    while True:
        hold.append(torch.empty(64 << 20, dtype=torch.uint8))
