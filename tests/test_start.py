"""`python start.py`: from nothing to open lessons, again, after an interruption, without a network, with a full disk.

Python's venv and pip are the real ones; what pip installs is a stand-in for the course, so that nothing is downloaded.
"""

from __future__ import annotations

import ast
import errno
import functools
import http.server
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from .stand_in import PYPROJECT, Course, stand_in_course, torch_wheel

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with PyTorch's small build, as its download site lists it."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "torch").mkdir()
    torch_wheel(folder / "torch", "2.13.0+cpu")
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, small: str) -> Course:
    """A course folder that nobody has started yet."""
    folder = tmp_path_factory.mktemp("a student") / "my course (1)"
    stand_in_course(folder)
    shutil.copy(ROOT / "start.py", folder)
    wheels = tmp_path_factory.mktemp("wheels")
    torch_wheel(wheels, "2.13.0")
    return Course(folder, wheels, small)


@pytest.fixture(scope="module")
def started(made: Course) -> Course:
    """The same, after the first run."""
    run = made.start("--no-open")
    assert run.returncode == 0, run.stderr
    assert "Making the environment .venv" in run.stdout
    assert "Installing the course into .venv: about 0.3 GB are downloaded" in run.stdout
    assert run.stdout.endswith("Ready. `python start.py` opens the lessons.\n")
    return made


@pytest.fixture
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lab(said: str) -> list[str]:
    """Where JupyterLab was started, and with which arguments."""
    (line,) = [line for line in said.splitlines() if line.startswith("LAB ")]
    found: list[str] = json.loads(line[4:])
    return found


# --- the road ---


def test_a_second_run_opens_the_lessons_at_once(started: Course) -> None:
    run = started.start()
    assert run.returncode == 0, run.stderr
    assert "Installing" not in run.stdout
    where, target, *options = lab(run.stdout)
    assert Path(where) == started.folder
    assert Path(target) == started.folder / "lessons"
    assert options == (["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])


def test_the_front_door_is_opened_where_there_is_one(started: Course) -> None:
    door = started.folder / "lessons" / "START.ipynb"
    door.touch()
    try:
        assert Path(lab(started.start().stdout)[1]) == door
    finally:
        door.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="only for Linux has the package index another build")
def test_the_small_build_of_torch_is_taken_where_it_can_be_had(started: Course) -> None:
    assert started.run("import torch; print(torch.BUILD)") == "2.13.0+cpu"


@pytest.mark.skipif(sys.platform != "linux", reason="only for Linux has the package index another build")
def test_where_it_cannot_the_large_one_is_announced_before_it_is_fetched(started: Course) -> None:
    started.run("import subprocess, sys; subprocess.run([sys.executable, '-m', 'pip', 'uninstall', '-y', 'torch'])")
    started.forget()
    run = started.start("--no-open", COLLAB_TORCH_INDEX="http://127.0.0.1:9")
    assert run.returncode == 0, run.stderr
    assert "up to 3 GB are downloaded" in run.stdout
    assert started.run("import torch; print(torch.BUILD)") == "2.13.0"


def test_make_sets_up_the_same_way_with_its_extras(started: Course) -> None:
    """setup.mk calls this program, so that the small build, the sizes and the sentences are the same there."""
    (started.folder / "setup.mk").write_text((ROOT / "setup.mk").read_text())
    own = {k: v for k, v in started.environment.items() if not k.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "-f", "setup.mk", "setup", f"PYTHON={sys.executable}"]
    for more in ([], ["EXTRAS=[more]"]):
        run = subprocess.run([*command, *more], cwd=started.folder, env=own, capture_output=True, text=True)
        (started.folder / ".venv" / ".installed").unlink()  # it was made
        assert run.returncode == 0, run.stderr
        assert "Installing the course into .venv: about 0.3 GB are downloaded" in run.stdout
        asked = (started.folder / ".venv" / "install.log").read_text()
        assert ("does not provide the extra 'more'" in asked) == bool(more)
    blocked = {**own, "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    (started.folder / "pyproject.toml").write_text(PYPROJECT.replace("[]", '["setuptools"]', 1))
    run = subprocess.run(command, cwd=started.folder, env=blocked, capture_output=True, text=True)
    (started.folder / "pyproject.toml").write_text(PYPROJECT)
    assert run.returncode != 0
    assert run.stderr.startswith("The packages could not be fetched: the package index does not answer.")
    assert not (started.folder / ".venv" / ".installed").exists()


def test_a_pip_that_may_ask_no_index_is_not_led_to_one(started: Course) -> None:
    started.run("import subprocess, sys; subprocess.run([sys.executable, '-m', 'pip', 'uninstall', '-y', 'torch'])")
    started.forget()
    run = started.start("--no-open", PIP_NO_INDEX="1")
    assert run.returncode == 0, run.stderr
    assert "small build." not in run.stdout
    assert started.run("import torch; print(torch.BUILD)") == "2.13.0"


def test_a_download_has_a_bar_where_somebody_looks(
    program: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.draw_bar("Progress 90000000 of 180000000\n")
    assert capsys.readouterr().out.strip() == f"[{'#' * 15}{' ' * 15}]   90 of 180 MB"
    assert program.draw_bar("Progress 180000000 of 180000000\n")
    assert capsys.readouterr().out.endswith("\r")  # the line is free again
    assert not program.draw_bar("Collecting torch")
    monkeypatch.setattr(program, "runs", lambda *_: True)
    assert program.bar_kind() == "off"  # a file or a pipe gets none
    monkeypatch.setattr(program.sys.stdout, "isatty", lambda: True, raising=False)
    assert program.bar_kind() == "raw"


def test_a_new_version_of_the_course_is_installed(started: Course) -> None:
    (started.folder / "pyproject.toml").write_text(PYPROJECT + "# newer\n")
    assert "Installing" in started.start("--no-open").stdout
    assert "Installing" not in started.start("--no-open").stdout


def test_what_make_has_set_up_is_taken_as_it_is(started: Course) -> None:
    started.forget()
    stamp = started.folder / ".venv" / ".installed"
    stamp.touch()
    assert "Installing" not in started.start("--no-open").stdout
    os.utime(stamp, (0, 0))  # older than pyproject.toml: make would install anew
    assert "Installing" in started.start("--no-open").stdout
    stamp.unlink()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one program there")
def test_a_run_that_was_stopped_goes_on(started: Course) -> None:
    started.forget()
    sign = started.folder / "building"
    environment = {**started.environment, "SLOW": "1"}
    run = subprocess.Popen(
        started.command("--no-open"),
        env=environment,
        stdout=-1,
        stderr=-1,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what a shell starts behind an & ignores it
    )
    while not sign.exists() and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to pip as well
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.strip() == "Stopped. To go on, run this again: it goes on where it stopped."
    sign.unlink()
    again = started.start("--no-open")
    assert again.returncode == 0, again.stderr
    assert "Making the environment" not in again.stdout


def test_an_environment_that_is_half_made_is_made_anew(started: Course) -> None:
    started.forget()
    shutil.rmtree(next((started.folder / ".venv").rglob("site-packages")) / "pip")
    again = started.start("--no-open")
    assert again.returncode == 0, again.stderr
    assert "Making the environment" in again.stdout


def test_a_copy_of_the_folder_is_installed_anew(started: Course, tmp_path: Path) -> None:
    """Its environment still points to the first one's files."""
    other = Course(tmp_path / "copy", Path("/"), "")
    other.environment = started.environment
    shutil.copytree(started.folder, other.folder, symlinks=True)
    assert "Installing" in other.start("--no-open").stdout
    assert str(other.folder) in other.run("import collab; print(collab.__file__)")


# --- what can be in the way: one sentence each ---


def test_no_network_is_one_sentence(started: Course) -> None:
    started.forget()
    (started.folder / "pyproject.toml").write_text(PYPROJECT.replace("[]", '["setuptools"]', 1))
    try:
        run = started.start("--no-open", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    finally:
        (started.folder / "pyproject.toml").write_text(PYPROJECT)
    assert run.returncode == 1
    assert run.stderr.startswith(
        "The packages could not be fetched: the package index does not answer. Check the network"
    )
    assert run.stderr.count("\n") == 1


def test_a_full_disk_is_one_sentence(started: Course) -> None:
    started.forget()
    run = started.start("--no-open", FULL="1")
    assert run.returncode == 1
    assert run.stderr.startswith("The disk is full: the course needs 2 GB")
    assert run.stderr.count("\n") == 1


def test_a_disk_that_is_full_for_our_own_files_is_the_same_sentence(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x/.venv/install.log")

    monkeypatch.setattr(program, "ready", lambda: False)
    monkeypatch.setattr(program, "set_up", full)
    assert program.main(["--no-open"]) == 1
    assert capsys.readouterr().err.startswith("The disk is full")


def test_too_little_room_is_said_before_anything_is_made(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "HERE", str(tmp_path))
    monkeypatch.setattr(program, "PYTHON", str(tmp_path / "none"))
    monkeypatch.setattr(program, "STAMP", str(tmp_path / "no stamp"))
    monkeypatch.setattr(program, "MAKES_STAMP", str(tmp_path / "no stamp"))
    monkeypatch.setattr(program, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(program.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(5e9, 4e9, 1e9))  # type: ignore[attr-defined]
    assert program.main(["--no-open"]) == 1
    assert "has 1.0 GB left, the course needs 2." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_that_name_is_not_overwritten(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "thesis.txt").write_text("mine")
    monkeypatch.setattr(program, "VENV", str(tmp_path / ".venv"))
    with pytest.raises(program.Trouble, match="is in the way"):
        program.make_environment()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk is full"),
        (
            "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError(...)'",
            "Check the network",
        ),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "Check the network"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no torch==2.13.0 for Python"),
        ("PermissionError: [Errno 13] Permission denied: '/srv/x'", "cannot be written by you"),
        ("ERROR: ResolutionImpossible: for help visit connection-free documentation", ""),
    ],
)
def test_what_pip_says_becomes_advice(program: ModuleType, said: str, advice: str) -> None:
    assert advice in program.explained(said)
    assert bool(advice) == bool(program.explained(said))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no root")
def test_root_is_told_and_not_refused(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stand_in(_: str, command: list[str]) -> None:
        raise Started(command)

    monkeypatch.setattr(program.os, "execv", stand_in)
    monkeypatch.chdir(ROOT)
    for user, extra in ((0, ["--allow-root"]), (1000, [])):
        monkeypatch.setattr(program.os, "geteuid", lambda user=user: user)
        with pytest.raises(Started) as started:
            program.open_lessons()
        assert started.value.args[0][4:] == extra
        assert ("You are root" in capsys.readouterr().out) == bool(extra)


class Started(Exception):
    """Jupyter would run now."""


def test_make_lab_opens_the_lessons_the_same_way() -> None:
    own = {
        k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }  # these tests run under make
    run = subprocess.run(["make", "-n", "-f", "setup.mk", "lab"], cwd=ROOT, env=own, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == ".venv/bin/python start.py"


# --- every Python can read it ---


def test_an_old_python_can_read_it_and_says_which_is_needed(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "start.py").read_bytes()
    assert text.isascii()  # Python 2 wants no more without being told
    ast.parse(text, feature_version=(3, 4))
    assert not [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.JoinedStr | ast.AnnAssign | ast.Nonlocal)]
    monkeypatch.setattr(program.sys, "version_info", (3, 9, 1, "final", 0))
    assert program.main([]) == 1
    assert capsys.readouterr().err.startswith("This course needs Python 3.10 or later; this is Python 3.9 (")


def test_it_needs_nothing_but_python() -> None:
    imports = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse((ROOT / "start.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert imports <= set(sys.stdlib_module_names)
