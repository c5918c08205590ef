"""nbgrader's own exchange: `collect --update` keeps what it replaces, `release_feedback` goes on where it used to stop."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import Any

from .attempts import Attempts


def install() -> None:
    """Put both around nbgrader's own, once."""
    _keep_what_is_replaced()
    _release_to_everybody()


def _keep_what_is_replaced() -> None:
    """`nbgrader collect --update` deletes the earlier submission: it is kept as an attempt, as the newer one is."""
    from nbgrader.exchange.default.collect import ExchangeCollect

    if hasattr(ExchangeCollect, "_collab_copy_files"):
        return
    copy_files = ExchangeCollect._collab_copy_files = ExchangeCollect.copy_files

    def keeping(self: Any) -> None:
        submitted = Path(self.coursedir.root) / self.coursedir.submitted_directory
        students = sorted(record["username"] for record in self.src_records)
        mine = [Attempts(submitted, student, self.coursedir.assignment_id) for student in students]
        for one in mine:
            one.adopt()
        copy_files(self)
        for one in mine:
            one.adopt()

    ExchangeCollect.copy_files = keeping


def _release_to_everybody() -> None:
    """Release what can be released, and name those to whom it cannot be."""
    from nbgrader.exchange.default.release_feedback import ExchangeReleaseFeedback

    if hasattr(ExchangeReleaseFeedback, "_collab_copy_files"):
        return
    copy_files = ExchangeReleaseFeedback._collab_copy_files = ExchangeReleaseFeedback.copy_files

    def each(self: Any) -> None:
        before, without = self.coursedir.student_id_exclude, []
        for folder in sorted(filter(os.path.isdir, glob.glob(self.src_path))):
            student = os.path.basename(os.path.dirname(folder))
            if not os.path.exists(os.path.join(folder, "submission_secret.txt")):
                without.append(student)
            elif not os.path.exists(os.path.join(folder, "timestamp.txt")):  # it is only for the log
                open(os.path.join(folder, "timestamp.txt"), "w").close()
        if without:
            self.log.warning(
                "%d did not hand in through nbgrader's exchange, so their feedback cannot be released through it: %s. Their pages are in "
                "%s: send them as the work came.",
                len(without),
                ", ".join(without),
                self.coursedir.feedback_directory,
            )
        self.coursedir.student_id_exclude = ",".join(filter(None, [before, *without]))
        try:
            copy_files(self)
        finally:
            self.coursedir.student_id_exclude = before

    ExchangeReleaseFeedback.copy_files = each
