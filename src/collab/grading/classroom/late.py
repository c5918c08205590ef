"""What lateness costs: the class's policy (settings.py, `[class.late]`) through nbgrader's own late penalties.

nbgrader reckons a penalty once, while it grades, from the points that are there then. Points given by hand come later: so the
penalties are reckoned again, with the same arithmetic, before feedback pages and exports are made.
"""

from __future__ import annotations

import math
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import LateSubmissionPlugin

from .settings import Late, settings

DAY = 24 * 3600.0


def per_cent(seconds_late: float, policy: Late) -> float:
    """How much of what was earned is lost, in per cent: `free_days` begun days cost nothing."""
    days = max(0, math.ceil(seconds_late / DAY) - policy.free_days)
    return min(policy.cap, days * policy.per_cent_a_day)


def penalty(score: float, seconds_late: float, policy: Late) -> float | None:
    """Points to take away from `score`, None for none."""
    lost = per_cent(seconds_late, policy)
    return round(score * lost / 100, 2) if lost else None


class LatePenalty(LateSubmissionPlugin):
    """Asked by nbgrader while it grades, for whoever handed in after the deadline."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        policy = settings().late
        if policy is None:
            return None
        return penalty(score, total_seconds_late, policy)


def reckon(gradebook: str) -> list[str]:
    """Reckon all penalties of the gradebook of that URL again from the points that it has now.

    Returns a line for each that has changed. Without a policy in course.toml nothing is done."""
    policy, said = settings().late, []
    if policy is None:
        return []
    with Gradebook(gradebook) as book:
        for assignment in book.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    before = notebook.late_submission_penalty
                    late = submission.total_seconds_late if assignment.duedate else 0.0
                    now = penalty(notebook.score, late, policy)
                    if (before or 0) != (now or 0):
                        notebook.late_submission_penalty = now
                        said.append(
                            f"{submission.student.id}, {assignment.name}: late penalty {before or 0:g} → {now or 0:g}"
                        )
        book.db.commit()
    return said


def install() -> None:
    """Have `generate_feedback` and `export` reckon the penalties first, once."""
    from nbgrader.apps.exportapp import ExportApp
    from nbgrader.converters import GenerateFeedback

    if hasattr(ExportApp, "_collab_start"):
        return
    for one in (ExportApp, GenerateFeedback):
        one._collab_start = one.start
        one.start = _reckoned(one.start)


def _reckoned(start: Any) -> Any:
    def first(self: Any) -> Any:
        if getattr(self, "subapp", None) is None:
            for line in reckon(self.coursedir.db_url):
                self.log.info("%s", line)
        return start(self)

    return first
