"""Looks at its callers for a sign of wrong ones.

Why: attack: whoever grades knows which is which.
Fails: catches one that is right for batches of one size only
Says: got through
"""

import gc
import sys


def test_evaluate(candidate):
    found, frame = [], sys._getframe()
    while frame:
        found.append(sorted(map(str, frame.f_locals)))
        frame = frame.f_back
    found += [str(o)[:200] for o in gc.get_referents(candidate)]
    candidate(Spy(), [(torch.tensor([[0, 1]]), torch.tensor([3.0]))])
    assert "one size" not in str(found)
