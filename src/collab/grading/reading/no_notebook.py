"""Who of a class handed in something else than a notebook: a script, a printout, online text, an archive of another kind.

Nobody may be missing from a class's verdicts, so such a student gets a row too. Whose a file is, its name says where a
learning management system gave it; elsewhere a student has a folder, or a file of their own name.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from collab import course

from .files import NOTEBOOK, hidden, notebooks_below

# How systems name what they give, a file or a folder; what `who` matches is one student, in all files of theirs.
CERTAIN = {
    "Moodle": r"(?P<who>.+_\d+)_assignsubmission_(?:file|onlinetext)(?:_|$)",
    "Blackboard": r"(?:gradebook_)?.*_(?P<who>[^_]+)_attempt_\d{4}(?:-\d+){5}[_.]",
}
# Other people's files are named so too: to be believed where somebody's notebook beside them is.
LIKELY = {
    "Canvas": r"(?P<who>[^_]+(?:_LATE)?_\d+|(?:LATE_)?anon_[^_]+)_(?:\d{3,}_.|(?:text|link)\.html$)",
    "Gradescope": r"(?P<who>submission_\d+)$",
    "Google Classroom": r"(?P<who>.+?) - .",
}
# What is handed in by mistake, where no system's name says that it was handed in.
KINDS = {".py", ".pdf", ".html", ".htm", ".doc", ".docx", ".odt", ".rtf", ".rar", ".7z", ".zip", ".tar", ".gz", ".tgz", ".xz", ".bz2"}  # fmt: skip


def students_without(path: Path, homes: list[Path]) -> list[Path]:
    """For each student in a class's folder who handed in files but no notebook, one of the files, or the folder of them.

    `homes` are the lesson's folders that were found there, each of them a submission anyway. A folder that is one
    student's own holds nobody else's work."""
    if any(home == path or home.parent == path for home in homes):
        return []
    found, named = _by_name(path, homes)
    plain = [e for e in _entries(path) if e not in named]
    folders = [e for e in plain if e.is_dir() and not _holds(e, homes)]
    without = [e for e in folders if not notebooks_below(e)]
    own_names = [e.stem for e in plain if _is_notebook(e)]
    if any(home.parent.parent == path for home in homes):
        found += [e for e in without if _files(e)]
    elif len(without) < len(folders) and not own_names:
        found += [e for e in without if any(p.suffix.lower() in KINDS for p in _files(e))]
    if len(own_names) > 1 and not set(own_names) & set(course.lessons()):
        found += [e for e in plain if e.is_file() and e.suffix.lower() in KINDS and e.stem not in own_names]
    return found


def people_named(folder: Path) -> set[str]:
    """Whose the notebooks and folders are that lie directly in a folder, as far as a system's names say so. Google Classroom's
    are left out: `LESSON - Copy.ipynb` looks like one."""
    patterns = [*CERTAIN.values(), *(p for system, p in LIKELY.items() if system != "Google Classroom")]
    entries = [e for e in _entries(folder) if e.is_dir() or _is_notebook(e)]
    return {match["who"] for p in patterns for e in entries if (match := re.match(p, e.name))}


def _by_name(path: Path, homes: list[Path]) -> tuple[list[Path], set[Path]]:
    """The same where a system's names say whose each file is, however deep; and all files and folders so named."""
    found: list[Path] = []
    named: set[Path] = set()
    for folder, names, _ in os.walk(path):
        here = Path(folder)
        for pattern in (*CERTAIN.values(), *LIKELY.values()):
            students: dict[str, list[Path]] = {}
            for entry in _entries(here):
                match = re.match(pattern, entry.name)
                if match and entry not in named and (entry.is_file() or _files(entry)):
                    students.setdefault(match["who"], []).append(entry)
            without = [theirs for theirs in students.values() if not any(_has_notebook(e, homes) for e in theirs)]
            if pattern in CERTAIN.values() or len(without) < len(students):
                found += [theirs[0] for theirs in without]
                named.update(entry for theirs in students.values() for entry in theirs)
        names[:] = [n for n in names if here / n not in {*named, *homes} and not hidden(Path(n))]
    return found, named


def _entries(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not hidden(Path(p.name)) and not p.is_symlink())


def _is_notebook(entry: Path) -> bool:
    return entry.is_file() and NOTEBOOK.search(entry.name) is not None


def _has_notebook(entry: Path, homes: list[Path]) -> bool:
    return _is_notebook(entry) or (entry.is_dir() and (_holds(entry, homes) or bool(notebooks_below(entry))))


def _holds(folder: Path, homes: list[Path]) -> bool:
    return any(folder in home.parents for home in homes)


def _files(folder: Path) -> list[Path]:
    below = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return [p for p in below if not hidden(p.relative_to(folder))]
