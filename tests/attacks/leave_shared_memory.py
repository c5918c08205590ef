"""Leaves shared memory of both kinds, a queue and a semaphore.

Cell: decay_weights
Status: passed
Needs: sandbox
"""

import ctypes
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None)
shared_memory.SharedMemory("left-behind", create=True, size=1 << 20)
if os.uname().nodename == "box":
    libc.shmget(0x1EF7, 1 << 20, 0o1666)
    libc.msgget(0x1EF7, 0o1666)
    libc.semget(0x1EF7, 1, 0o1666)
    ctypes.CDLL("librt.so.1").mq_open(b"/left", os.O_CREAT | os.O_RDWR, 0o666, None)


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
