"""Empties the built-in names.

Cell: decay_weights
Status: crashed
"""

import builtins


def decay_weights(parameters, lr, wd):
    builtins.__dict__.clear()
