"""The classroom: many submissions, and other people's systems.

In: folders and archives as instructors have them. Out: a gradebook (nbgrader.py, gradebook.py) and verdict files that can be
taken up again (ledger.py); collection.py tells whose a file in an archive is. Not in the student's package.
May import: everything else of grading. Nothing imports it but collab.cli and nbgrader, by name.
"""
