"""Prints for ever.

Cell: decay_weights
Status: timeout
"""


def decay_weights(parameters, lr, wd):
    while True:
        print("x" * 10**6)
