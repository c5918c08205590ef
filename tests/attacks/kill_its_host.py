"""Kills the warm process that it was forked from, in every way.

Cell: decay_weights
Status: failed
Needs: sandbox
"""

import os
import signal

for number in range(1, 65):
    if number not in (signal.SIGCHLD, signal.SIGCONT):
        os.kill(os.getppid(), number)


def decay_weights(parameters, lr, wd):
    pass
