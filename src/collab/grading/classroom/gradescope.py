"""Gradescope's `submission_metadata.yml`: which people each folder of its export belongs to, and since when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from collab import course

from .who import Who


def submitters(file: Path) -> dict[str, list[tuple[Who, datetime | None]]]:
    """Folder's name -> its people (several for a group) with the time of handing in.

    Raises CourseError where the file is not what Gradescope writes: without it nobody can tell whose the folders are."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the output of every student's tests is in it
    try:
        data = yaml.load(file.read_text(encoding="utf-8", errors="replace"), loader)
        if not isinstance(data, dict):
            raise ValueError("it holds no submissions")
        return {str(folder): _people(entry) for folder, entry in data.items()}
    except (yaml.YAMLError, ValueError, RecursionError) as e:
        line = str(e).split("\n")[0]
        raise course.CourseError(
            f"{file.name} cannot be read ({line}): export the submissions from Gradescope again."
        ) from None


def _people(entry: object) -> list[tuple[Who, datetime | None]]:
    if not isinstance(entry, dict):
        return []
    when = entry.get(":created_at")
    people = []
    for one in entry.get(":submitters") or []:
        sid, email, name = (str(one.get(key) or "").strip() for key in (":sid", ":email", ":name"))
        if sid or email or name:
            who = Who(sid or email or name, name, email, number=sid, exact=bool(sid or email))
            people.append((who, when if isinstance(when, datetime) else None))
    return people
