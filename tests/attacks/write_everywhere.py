"""Tries to write outside its own folder.

Cell: decay_weights
Status: failed
Needs: sandbox
"""

import os
import sys

import collab

found = False
folders = [
    "/",
    "/usr",
    "/usr/bin",
    "/etc",
    "/dev",
    "/var",
    "/root",
    "/home",
    sys.prefix,
    os.path.dirname(collab.__file__),
]
for folder in (*folders, os.path.dirname(torch.__file__)):
    try:
        open(f"{folder}/written-by-a-student", "w").close()
        found = True
    except OSError:
        pass


def decay_weights(parameters, lr, wd):
    if found:  # the right answer would say that it worked
        with torch.no_grad():
            for p in parameters:
                p.mul_(1 - lr * wd)
