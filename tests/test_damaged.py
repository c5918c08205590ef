"""Whatever is done to a notebook: read as a fair person would, or refused in one sentence; and the same under nbgrader."""

from __future__ import annotations

import html
import io
import json
import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom.collection import Collector
from collab.grading.grade import grade_path
from collab.grading.verdict import Verdict

from .damaged import BANK, LESSON, NAME, answered, dump
from .instructor import ROOT, Class

FULL = course.lesson(LESSON).points


class Course(Class):
    """A class whose feedback pages are made once for all students with the same notebook."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, LESSON)
        self.alike: dict[str, str] = {}  # student -> one whose graded notebook is the same

    def shown(self, student: str) -> str:
        """What a student's graded notebook holds."""
        notebook = json.loads((self.folder / "autograded" / student / LESSON / NAME).read_text(encoding="utf-8"))
        return json.dumps(
            [[c.get(k) for k in ("cell_type", "source", "outputs", "attachments")] for c in notebook["cells"]]
        )

    def page(self, student: str) -> str:
        """The text of a student's feedback page."""
        student = self.alike[student]
        page = (self.folder / "feedback" / student / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
        return html.unescape(re.sub(r"<[^>]*>", "", page))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = Course(tmp_path_factory.mktemp("course"))
    for name, entry in BANK.items():
        entry.write(made.folder / "submitted" / name / LESSON)
    return made


@pytest.fixture(scope="module")
def verdicts(made: Course) -> dict[str, Verdict]:
    """Each entry's verdict by `collab grade`, on the folder of all."""
    found = list(grade_path(made.folder / "submitted"))
    by_student = {Path(v.submission).parts[0]: v for v in found}
    assert len(by_student) == len(found) == len(BANK)
    return by_student


@pytest.fixture(scope="module")
def graded(made: Course) -> Course:
    """Autograded, with feedback: one page for all whose graded notebooks are the same."""
    made.run("autograde")
    first: dict[str, str] = {}
    made.alike = {name: first.setdefault(made.shown(name), name) for name in BANK}
    others = [name for name, alike in made.alike.items() if alike != name]
    made.run("generate_feedback", f"--CourseDirectory.student_id_exclude={','.join(others)}")
    return made


def test_the_bank_is_large() -> None:
    assert len(BANK) > 100
    assert sum(bool(entry.says) for entry in BANK.values()) > 20


@pytest.mark.parametrize("name", BANK)
def test_each_entry_gets_its_verdict(verdicts: dict[str, Verdict], name: str) -> None:
    entry, verdict = BANK[name], verdicts[name]
    assert verdict.lesson == LESSON
    assert verdict.max_score == FULL
    assert verdict.score == entry.score, {e.id: e.speaking for e in verdict.exercises.values()}
    assert bool(verdict.invalid) == bool(entry.says), verdict.invalid
    if entry.says:
        assert re.search(entry.says, verdict.invalid)
        assert re.fullmatch(r"[A-Z].*[^.!?]\.", verdict.invalid)
        assert not re.search(r"[.!?] [A-Z]", verdict.invalid), "one sentence"
        assert verdict.as_json()["status"] == "invalid"
    else:
        assert {e.id: e.status for e in verdict.exercises.values()} == {
            e: entry.lost.get(e, "passed") for e in verdict.exercises
        }
    if entry.note:
        assert re.search(entry.note, "\n".join(verdict.notes))


@pytest.mark.parametrize("name", BANK)
def test_nbgrader_gives_the_same_score_and_says_why(graded: Course, verdicts: dict[str, Verdict], name: str) -> None:
    assert graded.gradebook()[name] == pytest.approx(verdicts[name].score)
    page = graded.page(name)
    for line in [verdicts[name].invalid] if verdicts[name].invalid else verdicts[name].notes:
        assert line.replace("`", "") in page  # a page shows code as code
    assert "Traceback (most recent call last)" not in page


def test_one_student_alone_can_be_graded_again_under_any_name(graded: Course) -> None:
    before = graded.gradebook()
    graded.run("autograde", "--student", "renamed", "--force")
    assert graded.gradebook() == before


# --- zip_collect ---


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return buffer.getvalue()


def bomb(name: str, megabytes: int) -> bytes:
    """A zip whose one file is large when unpacked."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack,
        pack.open(name, "w", force_zip64=True) as file,
    ):
        for _ in range(megabytes):
            file.write(bytes(2**20))
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as pack:
        link = tarfile.TarInfo("passwords.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        pack.addfile(link)
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            pack.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def test_zip_collect_takes_what_learning_management_systems_give(tmp_path: Path) -> None:
    right, started = dump(answered()), course.lesson(LESSON).notebook.read_bytes()
    outside = "../" * 6 + "escaped.ipynb"
    moodle = {
        f"Ada Lovelace_1001_assignsubmission_file_/{NAME}": right,
        "Ben Ödön_1002_assignsubmission_file_/homework.zip": packed(
            {f"work/{NAME}": right, outside: right, "/abs.ipynb": right}
        ),
        "Cleo_1003_assignsubmission_file_/my notebook.ipynb": right,
        "Dan_1004_assignsubmission_file_/work.zip": bomb("zeros.bin", 100),
        f"Dan_1004_assignsubmission_file_/{NAME}": right,
        "Eve_1005_assignsubmission_file_/x_1001_2_gradebook_1_ada_attempt_2030-01-01-00-00-00_x.ipynb": started,
        "Finn_1006_assignsubmission_file_/broken.zip": packed({NAME: right})[:-60],
        "Pia_1007_assignsubmission_file_/work.7z": b"7z\xbc\xaf\x27\x1c",
        "../../../../climbed.ipynb": right,
    }
    archive = tmp_path / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    files = {
        "Course-Assignment 1-77.zip": packed(moodle),
        "submissions.zip": packed(
            {f"lovelaceada_31_{i}_{n}": c for i, (n, c) in enumerate([(NAME, right)])}
            | {f"nyongesabo_LATE_32_9_{LESSON}-1.ipynb": right}
        ),
        f"gradebook_CS1_HW201_gil_attempt_2026-03-01-10-00-00_{NAME}": started,
        f"gradebook_CS1_HW201_gil_attempt_2026-03-02-10-00-00_{NAME}": right,
        f"gradebook_CS1_HW201_hal_attempt_2026-99-99-10-00-00_{NAME}": right,
        "ines.zip": packed(
            {f"{LESSON}/{NAME}": right, f"__MACOSX/{LESSON}/._{NAME}": b"\0\5\x16\7", "data/torch.py": b"1/0"}
        ),
        "jon.zip": b"this is no zip",
        "kim.zip": bomb(NAME, 60),
        "lou.tar.gz": tarred({f"hw/{NAME}": right}),
        "mia.zip": packed({"report.pdf": b"%PDF"}),
        "nia.rar": b"Rar!\x1a\x07\x00",
        "oli.tar.xz": tarred({f"hw/{NAME}": right}, "w:xz"),
    }
    for name, content in files.items():
        (archive / name).write_bytes(content)
    (archive / "linked.ipynb").symlink_to(ROOT / "grader" / "course.toml")

    made = Course(tmp_path)
    log = made.run(
        "zip_collect", f"--ZipCollectApp.downloaded_directory={os.path.relpath(archive.parent.parent, ROOT)}"
    )
    assert "would lie outside" in log
    assert not [
        p for p in [*tmp_path.parent.rglob("*escaped*"), *tmp_path.parent.rglob("*climbed*")] if p.suffix == ".ipynb"
    ]
    assert not Path("/escaped.ipynb").exists()
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) < 400 * 2**20

    made.run("autograde")
    right_ones = [
        "Ada Lovelace_1001",
        "Ben Ödön_1002",
        "Cleo_1003",
        "Dan_1004",
        "lovelaceada_31",
        "nyongesabo_32",
        "gil",
        "ines",
        "lou",
        "hal",
        "oli",
    ]
    others = ["Eve_1005", "Finn_1006", "jon", "kim", "mia", "nia", "Pia_1007"]
    assert made.gradebook() == {**dict.fromkeys(right_ones, FULL), **dict.fromkeys(others, 0)}
    said = {
        n: json.loads((tmp_path / "autograded" / n / LESSON / NAME).read_text())["metadata"]["collab_verdict"]
        for n in others
    }
    assert "50 MB" in said["kim"]["message"]
    assert "is not a notebook" in said["jon"]["message"]
    assert said["Eve_1005"]["exercises"]["encode"]["status"] == "not_attempted"


def test_an_own_pattern_is_asked_first() -> None:
    collector = Collector(named_regexp=r".*/(?P<file_id>[^/]+)_by_(?P<student_id>\w+)\.ipynb$")
    found = collector.who(Path(f"/c/downloaded/{LESSON}/extracted/hw_by_ada.ipynb"))
    assert found is not None
    assert found.who.key == "ada"
    assert collector.who(Path(f"/c/downloaded/{LESSON}/extracted/ben/hw.ipynb")) is None
