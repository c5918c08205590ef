"""The formula, with Python's math.

Why: math.exp is the exp that a beginner knows.
Fails: squashes every entry of x into (low, high)
Says: Which function of torch does the same for every entry
"""

import math


def sigmoid_range(x, low, high):
    return low + (high - low) / (1 + math.exp(-x))
