"""Makes one blank of several.

Why: text from forms has blanks too many.
Fails: holds every distinct value once, sorted
Says: changes its text
"""

import re


def build_vocab(values):
    clean = {re.sub(r"\s+", " ", v) if isinstance(v, str) else v for v in values}
    return ["#na#"] + sorted(clean)
