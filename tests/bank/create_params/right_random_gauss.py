"""Python's own random numbers.

Why: random.gauss is known from school.
"""

import math
import random


def create_params(size):
    values = [random.gauss(0, 0.01) for _ in range(math.prod(size))]
    return nn.Parameter(torch.tensor(values).reshape(*size))
