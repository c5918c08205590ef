"""Raises SystemExit.

Cell: decay_weights
Status: error
"""

import sys


def decay_weights(parameters, lr, wd):
    sys.exit(0)
