"""Asks for 100 GB at once.

Cell: decay_weights
Status: memory
"""


def decay_weights(parameters, lr, wd):
    bytearray(10**11)
