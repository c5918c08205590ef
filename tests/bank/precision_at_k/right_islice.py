"""Takes the first k lazily and filters.

Why: functional style.
"""

from itertools import islice


def precision_at_k(recommended, relevant, k=10):
    return len(list(filter(relevant.__contains__, islice(recommended, k)))) / k
