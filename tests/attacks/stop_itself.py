"""Stops its own process, which then neither works nor ends.

Cell: decay_weights
Status: timeout
"""

import os
import signal


def decay_weights(parameters, lr, wd):
    os.kill(os.getpid(), signal.SIGSTOP)
