"""Plain `nbgrader zip_collect`: by the same plan as `collab collect`, and with nbgrader's own exit codes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .archives import NAME, notebook, of, tarred, zipped
from .conftest import LESSON
from .instructor import ROOT, Class


@pytest.fixture
def made(tmp_path: Path) -> Class:
    return Class(tmp_path)


def zip_collect(made: Class, files: dict[str, bytes], *options: str) -> tuple[int, str]:
    """Exit code and log, with one archive in downloaded/LESSON/archive/."""
    return of_bytes(made, "archive.zip", zipped(files), *options)


def of_bytes(made: Class, name: str, archive: bytes, *options: str) -> tuple[int, str]:
    folder = made.folder / "downloaded" / LESSON / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(archive)
    where = os.path.relpath(folder.parent.parent, ROOT)
    run = made.nbgrader("zip_collect", LESSON, f"--ZipCollectApp.downloaded_directory={where}", *options)
    return run.returncode, run.stdout + run.stderr


def test_students_do_not_collapse_and_a_second_archive_is_an_attempt(made: Class) -> None:
    three = {f"{who}_assignsubmission_file/{NAME}": notebook(who) for who in ("Ada_1", "Ben_2", "Ada_3")}
    code, log = zip_collect(made, three)
    assert code == 0, log
    assert of(made.folder / "submitted") == {"Ada_1": "Ada_1", "Ada_3": "Ada_3", "Ben_2": "Ben_2"}
    code, log = zip_collect(made, {f"Ada_1_assignsubmission_file/{NAME}": notebook("newer")}, "--force")
    assert code == 0, log
    assert "Ada_1: attempt 2; attempt 2 counts" in log
    assert of(made.folder / "submitted") == {"Ada_1": "newer", "Ada_3": "Ada_3", "Ben_2": "Ben_2"}
    assert len(list((made.folder / "attempts" / LESSON / "Ada_1").glob("0*"))) == 2


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"report.pdf": b"%PDF"}, "There is no notebook in what was given"),
        ({NAME: notebook("a"), f"{NAME[:-6]} (1).ipynb": notebook("b")}, "Nobody can tell whose these are"),
    ],
)
def test_what_would_collapse_or_is_not_there_fails(made: Class, files: dict[str, bytes], says: str) -> None:
    code, log = zip_collect(made, files)
    assert code == 1
    assert says in log
    assert "Traceback" not in log
    assert not (made.folder / "submitted").exists()


def test_an_archive_that_breaks_off_fails_with_a_sentence(made: Class) -> None:
    whole = tarred({f"{who}_assignsubmission_file/{NAME}": notebook(who) for who in ("Ada_1", "Ben_2")}, "w")
    code, log = of_bytes(made, "class.tar", whole[: len(whole) // 2 + 20_000])
    assert code == 1
    assert "class breaks off" in log
    assert "Traceback" not in log
    assert not (made.folder / "submitted").exists()
