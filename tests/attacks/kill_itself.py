"""Kills its own process.

Cell: decay_weights
Status: crashed
"""

import os
import signal


def decay_weights(parameters, lr, wd):
    os.kill(os.getpid(), signal.SIGKILL)
