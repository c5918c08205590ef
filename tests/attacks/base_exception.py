"""Raises what `except Exception` does not catch.

Cell: decay_weights
Status: error
"""


class Escape(BaseException):
    pass


def decay_weights(parameters, lr, wd):
    raise Escape("out")
