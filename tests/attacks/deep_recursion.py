"""Calls itself for ever.

Cell: decay_weights
Status: error
"""


def decay_weights(parameters, lr, wd):
    return decay_weights(parameters, lr, wd)
