"""nbgrader's own `nbgrader export`, with its columns, as CSV that a name with a comma, a quote or a line's end cannot break."""

from __future__ import annotations

import csv
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

COLUMNS = [
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
]


class CsvExport(CsvExportPlugin):
    """A line for each student and assignment; whoever handed nothing in has 0."""

    def export(self, gradebook: Gradebook) -> None:
        file = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", file)
        students, assignments = set(map(str, self.student)), set(map(str, self.assignment))
        with open(file, "w", encoding="utf-8", newline="") as opened:
            rows = csv.DictWriter(opened, COLUMNS, lineterminator="\n")
            rows.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if assignment.name in (assignments or {assignment.name}) and student.id in (
                        students or {student.id}
                    ):
                        rows.writerow(self._row(gradebook, assignment, student))

    def _row(self, gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
        row = {"assignment": assignment.name, "duedate": assignment.duedate, "max_score": assignment.max_score}
        row |= {"student_id": student.id, "last_name": student.last_name, "first_name": student.first_name}
        row |= {"email": student.email, "raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            return row
        lost = submission.late_submission_penalty or 0.0
        row |= {"timestamp": submission.timestamp, "raw_score": submission.score, "late_submission_penalty": lost}
        return row | {"score": max(0.0, submission.score - lost)}
