"""Asserts a pair, which is always true.

Why: parentheses around condition and text.
Fails: catches one that is right for low = 0 only
Says: returned without an error
"""

import warnings

warnings.simplefilter("ignore")
exec("""
def test_sigmoid_range(candidate):
    x = torch.randn(3)
    assert (torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1), "wrong numbers")
""")
