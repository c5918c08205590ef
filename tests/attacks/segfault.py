"""Reads address 0.

Cell: decay_weights
Status: crashed
"""

import ctypes


def decay_weights(parameters, lr, wd):
    ctypes.string_at(0)
