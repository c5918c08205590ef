"""softsign in place of the sigmoid.

Why: x / (1 + |x|) looks like a sigmoid and needs no `exp`.
Fails: squashes every entry of x into (low, high)
Says: softsign|only resembles
"""


def sigmoid_range(x, low, high):
    return (nn.functional.softsign(x) + 1) / 2 * (high - low) + low
