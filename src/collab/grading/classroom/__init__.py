"""The classroom: many submissions, and other people's systems.

In: folders and archives as instructors have them. Out: a gradebook, and verdict files that can be taken up again.

    collecting   archives.py, tree.py (unpack) ─► layouts.py, gradescope.py (whose) ─► plan.py (preview, refusals) ─► attempts.py (kept)
                 who.py, roster.py, students.py (one id a person, names); collect.py the command, collection.py zip_collect
    grading      autograding.py (a run, before and after), nbgrader.py (its exporters), assignments.py (lessons in the gradebook)
    nbgrader     gradebook.py (what it leaves open), exchange.py, csv_export.py, launch.py (starting it)
    keeping      ledger.py (verdict files), fingerprint.py (what a verdict depends on), staleness.py (whether it stands),
                 backup.py (the gradebook's copies)
    agreed       settings.py (deadlines, which attempt counts, what lateness costs), late.py (the last of these)

Not in the student's package. May import: everything else of grading. Nothing imports it but collab.cli, collab.staff and
nbgrader, by name.
"""
