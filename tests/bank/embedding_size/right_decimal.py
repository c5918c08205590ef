"""decimal rounds.

Why: rounding should be said.
"""

from decimal import ROUND_HALF_EVEN, Decimal


def embedding_size(n_categories):
    width = Decimal(1.6 * n_categories**0.56).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    return int(min(width, 600))
