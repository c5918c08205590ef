"""Reading: from a file to the code cells that run, each with the exercises that it answers. Nothing is run or imported.

In: a path. Out: a `Submission` (submission.py), or a `SubmissionError` whose one sentence tells the student what to do.
finding.py says which file is meant, no_notebook.py who of a class handed in none. files.py cleans a file, source.py makes
plain Python of a cell, magics.py knows IPython's magics, cells.py says what a cell is.
May import: collab.course, and nothing else of ours.
"""
