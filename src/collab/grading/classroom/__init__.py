"""The classroom: many submissions, and other people's systems.

In: folders and archives as instructors have them. Out: a gradebook, and verdict files that can be taken up again.

    collecting   archives.py (unpack) ─► layouts.py, gradescope.py (whose) ─► plan.py (preview, refusals) ─► attempts.py (kept)
                 roster.py, students.py (one id a person, names); collect.py the command, collection.py zip_collect
    grading      nbgrader.py (its exporters), gradebook.py (what nbgrader leaves open), launch.py (starting it)
    keeping      ledger.py (verdict files), fingerprint.py (what a verdict depends on), staleness.py (whether it stands)
    settings.py  what the class has agreed on: deadlines, which attempt counts, what lateness costs

Not in the student's package. May import: everything else of grading. Nothing imports it but collab.cli, collab.staff and
nbgrader, by name.
"""
