"""Leaves a process that listens on an abstract socket.

Cell: decay_weights
Status: passed
"""

import os
import socket
import time

if os.fork() == 0:
    os.setsid()
    s = socket.socket(socket.AF_UNIX)
    s.bind("\0left-behind")
    s.listen()
    time.sleep(120)
    os._exit(0)
time.sleep(0.05)


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
