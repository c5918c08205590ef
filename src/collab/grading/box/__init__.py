"""The box: where a student's code runs, and the only door to it.

In: code cells and requests. Out: plain data, checked (wire.py, messages.py), or one of two errors (contract.py).

    outside   process.py (the judge's end), hosts.py, tiers.py, isolation.py (the sandbox's profile), kernel.py
    inside    warm.py (limits, forks), agent.py (answers), cells.py and shell.py (a notebook's cells and
              magics, as a kernel runs them), instruments/ (probes carried out), tensors.py,
              randomness.py (the seed of a request)
    both      contract.py, limits.py, messages.py, probes.py (declared), wire.py, selftest.py

May import: reading (for `Cell`), the verdict's words, collab.course. What runs inside never imports the judge: there is no
expected value in the box's process, and nothing that decides.
"""
