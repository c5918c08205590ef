"""A test that sleeps where it should say no.

Cell: test_evaluate
Status: timeout
"""

import time


def test_evaluate(candidate):
    time.sleep(3600)
