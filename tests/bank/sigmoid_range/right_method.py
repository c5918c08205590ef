"""The method of the tensor in place of the function.

Why: x has the same operation as a method.
"""


def sigmoid_range(x, low, high):
    return low + (high - low) * x.sigmoid()
