"""Grading: what was handed in is read as data, its code runs in a box, and pytest judges what comes back.

    file ──reading──►  cells  ──box──►  process ║ box: the student's cells, then the judge's questions
                                          ▲     ║                   │
                     judge: suite, session ─────╨── plain data ◄────┘
                              │
                              ▼
                           verdict  ──►  card (notebook, feedback page), verdict file, classroom (ledger, nbgrader)

Rooms, each of which may import those below it and never one above:

    classroom/   many submissions: nbgrader, what learning management systems give, the ledger of verdicts
    grade.py     the way in from Python: one call, one verdict
    judge/       pytest with the expected values; when a verdict stands
    box/         where a student's code runs, and the only door to it
    reading/     a file -> cells -> which cell answers what
    card.py, formats.py, verdict_file.py, verdict.py    the result: as a page, for other programs, as a file, as data

One word a thing:

    submission   what one student handed in for one lesson, read (reading/submission.py)
    box          where its code runs. Seen from the judge it is a `Box` that answers requests (box/contract.py)
    process      the box as a process of its own (box/process.py); `kernel` is the student's own, for `check`
    host         what processes come from: the warm one is forked for each submission (box/hosts.py, warm.py)
    agent        the program inside that answers requests (box/agent.py)
    probe        an experiment that is done inside: declared once for both sides (probes.py), carried out by instruments/
    tier         how strongly a box is closed: sandboxed, limited, in-process (box/tiers.py, isolation.py)
    session      one submission in front of the judge (judge/session.py)
    student      the proxy that a check talks to (judge/student.py)
    check        one method of a suite, worth points; a suite has a class per exercise (grader/)
    verdict      what came of it, as data; provisional where the grader itself failed (verdict.py, judge/policy.py)
"""
