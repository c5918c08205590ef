"""Grading: a submission is read as JSON, its code runs in a box, and pytest judges what comes back.

submission (reading) -> box, inside, agent, probes (running) -> student, expect (asking) -> sitting, plugin (judging)
-> verdict; grade.py is the way in from Python. Where boxes come from and how they are closed: hosts, isolation, selftest.
A class's verdicts in a file: record; nbgrader: classroom, gradebook.
"""
