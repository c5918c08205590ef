"""An exception whose text raises another one.

Cell: decay_weights
Status: error
"""


class Bites(Exception):
    def __str__(self):
        raise SystemExit(0)


def decay_weights(parameters, lr, wd):
    raise Bites
