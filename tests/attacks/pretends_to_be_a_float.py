"""An object of another class that calls itself float.

Cell: evaluate
Status: failed
"""


class Float:
    __class__ = float

    def __float__(self):
        return 0.0

    def __eq__(self, other):
        return True


def evaluate(model, batches):
    return Float()
