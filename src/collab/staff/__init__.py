"""The instructor's and the engineer's side: building lessons; a class's results read (classbook, analysis), shown (report,
report_page, pages), handed on (export, gradescope, workflow), compared (diff) and graded again (regrade); measuring the
graders. Not in the student's package: it holds answers, or works on files that are not there. Everything may be imported
here; nothing imports it but collab.cli, and nbgrader_config.py by name.
"""
