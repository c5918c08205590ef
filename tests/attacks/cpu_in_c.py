"""Computes for ever inside C, where Python's signal handlers never run.

Cell: decay_weights
Status: timeout
"""

import re


def decay_weights(parameters, lr, wd):
    re.match("(a+)+$", "a" * 60 + "b")
