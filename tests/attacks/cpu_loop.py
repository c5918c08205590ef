"""Computes for ever.

Cell: decay_weights
Status: timeout
"""


def decay_weights(parameters, lr, wd):
    while True:
        pass
