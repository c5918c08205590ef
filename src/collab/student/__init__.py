"""The notebook's side: `check`, `hint` (notebook.py) and `progress` (progress.py). Never a stack trace of ours.

In: what a student calls. Out: cards and sentences. May import: grading without its classroom, collab.course, collab.storage.
"""
