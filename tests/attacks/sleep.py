"""Sleeps for an hour.

Cell: decay_weights
Status: timeout
"""

import time


def decay_weights(parameters, lr, wd):
    time.sleep(3600)
