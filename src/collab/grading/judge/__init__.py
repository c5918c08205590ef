"""The judge: pytest, with the expected values and the secret seed. It never imports a submission and needs no torch.

In: a session (session.py). Out: its verdict, when policy.py says that it stands. plugin.py tells pytest what a check is
worth, suite.py runs a lesson's suite quietly; suites talk to student.py, expect.py and targets.py.
May import: box, reading, the verdict. Never classroom or collab.staff: the same judge runs in a student's notebook.
"""
