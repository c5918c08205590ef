"""Grading: a submission is read as JSON, its code runs in a box, and pytest judges what comes back.

submission (reading) -> box, inside, agent, probes (running) -> student, expect (asking) -> sitting, plugin (judging)
-> verdict; grade.py is the way in from Python.
"""
