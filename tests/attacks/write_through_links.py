"""Reaches outside by links made in its own folder.

Cell: decay_weights
Status: failed
Needs: sandbox
"""

import os
import sys

found = False
for i, target in enumerate(
    ("/etc/passwd", "../../../etc/passwd", sys.executable, os.path.join("/proc/1", "root", "etc/passwd"))
):
    try:
        os.symlink(target, f"/tmp/link{i}")
        open(f"/tmp/link{i}", "a").close()
        found = True
    except OSError:
        pass


def decay_weights(parameters, lr, wd):
    if found:  # the right answer would say that it worked
        with torch.no_grad():
            for p in parameters:
                p.mul_(1 - lr * wd)
