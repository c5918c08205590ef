"""nbgrader's `release_feedback`, which stops at the first student without a file that only its own exchange writes."""

from __future__ import annotations

import glob
import os
from typing import Any


def install() -> None:
    """Release what can be released, and name those to whom it cannot be: once."""
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
