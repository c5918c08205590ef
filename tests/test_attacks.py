"""Submissions that attack the grader: each gets its verdict, and the right one beside it keeps its score.

tests/attacks/ holds one file an attack. It takes the place of one exercise's cell of lesson 04 (`Cell: evaluate`) or
becomes a cell before all others (`Cell: first`); the rest of the notebook are the reference answers. `Status:` is what its
exercise must get, `Score:` the points, of the exercise or, with a first cell, of the notebook; without it a passed exercise
has all its points and any other none. `Needs: sandbox`: what it attacks is not defended in the tier "limited", and in
places could harm the machine.
"""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from collab import course
from collab.grading.box import isolation, tiers
from collab.grading.box.limits import limits
from collab.grading.grade import grade_file, grade_path
from collab.storage import write_json

from .conftest import LESSON, HandIn, cell_of
from .instructor import Class

BANK = Path(__file__).parent / "attacks"
DRAW = os.environ.get("COLLAB_DRAW", "first")  # which sample is taken
SLOW = ("memory", "fork")  # on a busy machine it takes a while to get where a limit is
DECAY_POINTS, ALL_POINTS = course.exercise("decay_weights").points, course.lesson(LESSON).points

linux = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


@dataclass(frozen=True)
class Attack:
    """One file of the bank."""

    name: str
    cell: str
    status: str
    score: float | None
    sandbox: bool
    source: str

    def into(self, notebook: dict) -> None:
        """Put the attack into a notebook with the reference answers."""
        if self.cell == "first":
            notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": self.source})
        else:
            cell_of(notebook, self.cell)["source"] = self.source

    def graded(self, path: Path) -> tuple[str, float]:
        """The verdict on what it attacks: status ("" for a whole notebook) and points."""
        if self.cell == "first":
            return "", grade_file(path).score
        result = grade_file(path, exercise=self.cell).exercises[self.cell]
        return result.status, result.score


def read_attack(path: Path) -> Attack:
    text = path.read_text(encoding="utf-8")
    fields = dict(re.findall(r"^(\w+): (.+)$", text.split('"""')[1], re.MULTILINE))
    score = float(fields["Score"]) if "Score" in fields else None
    return Attack(path.stem, fields["Cell"], fields.get("Status", ""), score, fields.get("Needs") == "sandbox", text)


ATTACKS = {p.stem: read_attack(p) for p in sorted(BANK.glob("*.py"))}

# A right answer that becomes a wrong one where it finds anything that a student before it has left.
DETECTIVE = """
import collab, ctypes, glob, os, socket, sys

# A checkout below /tmp shows there as a mount of its own; so does the folder that the notebook stands in.
programs = (sys.prefix, sys.base_prefix, collab.__file__, os.getcwd())
traces = [p for f in ("/tmp", "/dev/shm", "/dev/mqueue", ".") for p in glob.glob(f + "/*") + glob.glob(f + "/.*")
          if (os.uname().nodename == "box" or f == ".") and not any(q.startswith(os.path.abspath(p) + "/") for q in programs)]
if os.uname().nodename == "box":
    traces += [p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())]
    traces += [n for n in ("shm", "msg", "sem") if len(open(f"/proc/sysvipc/{n}").readlines()) > 1]
    traces += [line for line in open("/proc/keys") if "left-behind" in line]
    traces += [open("/proc/1/stat").read()] if os.getpriority(os.PRIO_PROCESS, 1) else []
with socket.socket(socket.AF_UNIX) as s:
    try:
        s.connect("\\0left-behind")
        traces.append("a socket")
    except OSError:
        pass
traces += [n for n in ("mse_loss",) if nn.functional.mse_loss.__module__ != "torch.nn.functional"]

def decay_weights(parameters, lr, wd):
    assert not traces, traces
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
"""


@pytest.fixture(scope="module", autouse=True)
def strict() -> Iterator[pytest.MonkeyPatch]:
    """Short limits, and a warm host that was started with them."""
    patch = pytest.MonkeyPatch()
    patch.setenv("COLLAB_TEST_SECRET", "not for students")
    set_limits(patch, 2.0)
    fresh_hosts()
    yield patch
    patch.undo()
    fresh_hosts()


def set_limits(patch: pytest.MonkeyPatch, seconds: float, total: float = 300.0) -> None:
    """Of a cell, of a question, and in all; less memory and fewer files than usual."""
    patch.setenv(
        "COLLAB_LIMITS", f"cell={seconds} call={seconds} patience=1 total={total} memory={3 * 2**29} files=2000"
    )


def fresh_hosts() -> None:
    for host in tiers._warm.values():
        host.close()
    tiers._sandbox_trouble.cache_clear()


@pytest.fixture
def neighbour(hand_in: HandIn) -> Callable[[], object]:
    """Grades a right submission on one exercise, where it looks around: nothing of anybody's may be there."""
    path = hand_in("detective", decay_weights=DETECTIVE)

    def grade() -> None:
        result = grade_file(path, exercise="decay_weights").exercises["decay_weights"]
        assert (result.status, result.score) == ("passed", DECAY_POINTS), result.speaking

    return grade


def outside() -> dict[str, object]:
    """What a submission could leave on the machine, as far as a test that runs beside others can tell."""
    shared = Path("/proc/sysvipc/shm")
    return {
        "devices": [os.stat(f"/dev/{n}").st_mode for n in ("null", "zero", "full", "random", "urandom", "tty")],
        "System V": [line for line in shared.read_text().splitlines() if " 7927 " in line] if shared.exists() else [],
        "files": [str(p) for f in ("/tmp", "/dev/shm", "/") for p in Path(f).glob("*left*")],
        # Tests that run beside this one write notes of their own here: caches, progress, what they build.
        "here": sorted(n for n in os.listdir(".") if not n.startswith(".") and n not in ("build", "gradebook.db")),
    }


def processes() -> int:
    """Our own descendants, after those that are ending have ended."""
    for _ in range(20):
        alive = [p for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE]
        if len(alive) <= 2:  # bubblewrap and the warm process
            break
        time.sleep(0.1)
    return len(alive)


@linux
@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_gets_its_verdict_and_its_neighbour_full_marks(
    name: str, hand_in: HandIn, neighbour: Callable[[], object], lesson: course.Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack, before = ATTACKS[name], outside()
    if name.startswith(SLOW):
        set_limits(monkeypatch, 15.0)
    status, score = attack.graded(hand_in("attacker", change=attack.into))
    full = lesson.exercises[attack.cell].points if attack.status == "passed" else 0
    assert (status, score) == (attack.status, full if attack.score is None else attack.score)
    neighbour()
    assert outside() == before
    assert processes() <= 2


@linux
def test_the_bank_is_large_and_every_verdict_in_it_occurs() -> None:
    assert len(ATTACKS) >= 56
    assert {a.status for a in ATTACKS.values()} >= {
        "passed",
        "partial",
        "failed",
        "error",
        "timeout",
        "memory",
        "crashed",
    }


@linux
def test_a_right_submission_after_all_of_them_has_full_marks_in_every_check(hand_in: HandIn) -> None:
    verdict = grade_file(hand_in("right"))
    assert verdict.isolation == "sandboxed"
    assert {c.status for e in verdict.exercises.values() for c in e.checks} == {"passed"}
    assert verdict.score == verdict.max_score == ALL_POINTS


@linux
def test_a_class_with_attackers_in_it_is_graded_whole(hand_in: HandIn, tmp_path: Path) -> None:
    chosen = ["kill_everybody", "fork_bomb", "exception_with_bad_characters"]
    for i, name in enumerate(chosen):
        hand_in(f"student{2 * i}", change=ATTACKS[name].into)
        hand_in(f"student{2 * i + 1}")
    verdicts = list(grade_path(tmp_path / "submitted"))
    write_json(tmp_path / "class.json", [v.as_json() for v in verdicts])
    scores = {Path(v["submission"]).parts[0]: v["score"] for v in json.loads((tmp_path / "class.json").read_text())}
    assert [scores[f"student{i}"] for i in range(6)] == [ALL_POINTS - DECAY_POINTS, ALL_POINTS] * 3


OTHER_TIERS = [  # a few of each kind; COLLAB_TEST_ALL=1 takes all
    *("daemon_that_outlives", "forks", "memory_of_children", "memory_torch", "sleep", "stop_itself", "stdout_flood"),
    *("exit_zero", "segfault", "kill_itself", "keyboard_interrupt", "close_every_descriptor", "exec_another_program"),
    *(
        "equal_to_everything",
        "forge_the_reply",
        "forge_a_wide_line",
        "patch_the_agent",
        "patch_torch",
        "tensor_subclass",
    ),
    *("leave_a_socket", "leave_closed_folders", "leave_patches"),
]
if os.environ.get("COLLAB_TEST_ALL"):
    OTHER_TIERS = [n for n, a in ATTACKS.items() if not a.sandbox and a.cell != "first"]


@linux
@pytest.mark.parametrize("tier", ["cold box", "limited", "limited and cold"])
def test_the_verdict_is_the_same_in_the_other_tiers(
    tier: str, hand_in: HandIn, answered: dict, strict: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_hosts()
    names, cold = OTHER_TIERS, "cold" in tier
    if cold:
        monkeypatch.setenv("COLLAB_COLD_BOX", "1")
        names = ["exit_zero", "equal_to_everything"]
    if "limited" in tier:
        monkeypatch.setenv("COLLAB_ISOLATION", "limited")
    got = {}
    for name in names:
        set_limits(monkeypatch, 15.0 if cold or name.startswith(SLOW) else 4.0)  # cold, a cell's imports take a while
        got[name] = ATTACKS[name].graded(hand_in(name, change=ATTACKS[name].into))[0]
    assert got == {name: ATTACKS[name].status for name in names}
    verdict = grade_file(hand_in("right", decay_weights=DETECTIVE))
    assert verdict.score == ALL_POINTS
    assert verdict.isolation == ("limited" if "limited" in tier else "sandboxed")
    fresh_hosts()
    assert processes() == 0


# --- files beside the notebook, and notebooks that are none ---

BESIDE = dict.fromkeys(
    ("torch.py", "numpy.py", "conftest.py", "sitecustomize.py", "reference.py", "collab.py", "pytest.py"),
    "import pathlib, os\npathlib.Path(os.environ['MARK']).touch()\n",
)
BESIDE["pytest.ini"] = "[pytest]\naddopts = --collect-only -p conftest\n"


def test_files_beside_the_notebook_are_never_read(hand_in: HandIn, tmp_path: Path) -> None:
    path = hand_in("ada", decay_weights="def decay_weights(parameters, lr, wd):\n    pass")
    for name, text in BESIDE.items():
        (path.parent / name).write_text(text)
    environment = {**os.environ, "MARK": str(tmp_path / "was-run"), "COLLAB_COURSE": str(Path(__file__).parents[1])}
    out = tmp_path / "out.json"
    command = [str(Path(sys.executable).parent / "collab"), "grade", path.name, "--json", str(out)]
    subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, timeout=120)
    verdict = json.loads(out.read_text())
    assert verdict["score"] == ALL_POINTS - DECAY_POINTS
    assert verdict["exercises"]["decay_weights"]["status"] == "failed"
    assert not (tmp_path / "was-run").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no links for ordinary users")
def test_links_are_not_followed(hand_in: HandIn, tmp_path: Path) -> None:
    outside = tmp_path / "instructor" / "gradebook.db"
    outside.parent.mkdir()
    outside.write_text("scores")
    right = hand_in("right")
    for student, target in (("a", outside), ("b", right), ("c", Path("/etc/passwd")), ("d", tmp_path)):
        link = tmp_path / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        link.parent.mkdir(parents=True)
        link.symlink_to(target)
    (tmp_path / "submitted" / "loop").symlink_to(tmp_path / "submitted")
    verdicts = {v.submission.split(os.sep)[0]: v for v in grade_path(tmp_path / "submitted")}
    assert verdicts.pop("right").score == ALL_POINTS
    assert all(v.score == 0 and v.invalid for v in verdicts.values()), verdicts
    assert outside.read_text() == "scores"


# --- what one submission can take of the judge's time, and what reaches its screen and files ---


def test_all_waiting_for_one_submission_has_an_end(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    set_limits(monkeypatch, 2.0, total=4.0)
    slow = "import time\n\ndef evaluate(model, batches):\n    time.sleep(1.5)\n"

    def change(notebook: dict) -> None:
        for _ in range(10):
            notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": "import time; time.sleep(1.5)"})
        cell_of(notebook, "evaluate")["source"] = slow

    started = time.monotonic()
    verdict = grade_file(hand_in(change=change))
    assert time.monotonic() - started < 30
    assert {e.status for e in verdict.exercises.values()} == {"timeout"}


def test_a_message_is_short_and_only_text(hand_in: HandIn) -> None:
    attack = ATTACKS["exception_with_bad_characters"]
    result = grade_file(hand_in(change=attack.into), exercise="decay_weights").exercises["decay_weights"]
    message = result.checks[0].message
    assert len(message) < 5000
    assert all(c.isprintable() or c in "\n\t" for c in message)


# --- the tier is only claimed where the self-test finds it closed ---


def weak(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], list[str]]) -> str:
    """Why the tier is not claimed where the profile is changed so."""
    profile = isolation.profile
    monkeypatch.setattr(isolation, "profile", lambda *a: change(profile(*a)))
    isolation.can_sandbox.cache_clear()
    fresh_hosts()
    try:
        monkeypatch.setenv("COLLAB_ISOLATION", "")
        why = tiers._sandbox_trouble(limits().inside)
        assert tiers.tier() == "limited"
        monkeypatch.setenv("COLLAB_ISOLATION", "sandboxed")
        with pytest.raises(isolation.IsolationError, match="Nothing was graded"):
            tiers.tier()
        return why
    finally:
        monkeypatch.undo()
        isolation.can_sandbox.cache_clear()
        fresh_hosts()


def without(*options: str) -> Callable[[list[str]], list[str]]:
    def change(profile: list[str]) -> list[str]:
        text = "\0".join(profile)
        for option in options:
            assert option.replace(" ", "\0") in text
            text = text.replace(option.replace(" ", "\0") + "\0", "")
        return text.split("\0")

    return change


def with_more(*options: str) -> Callable[[list[str]], list[str]]:
    def change(profile: list[str]) -> list[str]:
        at = profile.index("--remount-ro", profile.index("--remount-ro") + 1)
        return [*profile[:at], *options, *profile[at:]]

    return change


GRADER = str(Path(__file__).parents[1] / "grader")


def shared_network(profile: list[str]) -> list[str]:
    return [*profile, "--share-net"]


HOLES: dict[str, tuple[Callable[[list[str]], list[str]], list[str]]] = {
    "the network": (shared_network, ["reach a port of this machine", "reach a socket", "share a namespace (net)"]),
    "the whole disk": (
        with_more("--bind", "/var/tmp", "/var/tmp", "--ro-bind", GRADER, GRADER),
        ["read a file outside", "write outside", f"sees {GRADER}"],
    ),
    "a root that can be filled": (without("--remount-ro /"), ["fill the disk or the memory", "wrote into /"]),
    "what it inherits": (
        without("--clearenv", "--disable-userns"),
        ["read the grader's environment", "make a namespace"],
    ),
}


@linux
@pytest.mark.parametrize("hole", HOLES)
def test_a_weakened_sandbox_is_not_claimed(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, says = HOLES[hole]
    if hole == "the whole disk" and course.root().is_relative_to("/tmp"):
        pytest.skip("the sandbox's own /tmp hides this checkout, so that the hole cannot be made here")
    if hole == "the whole disk" and os.geteuid() == 0 and not all(p.stat().st_mode & 1 for p in course.root().parents):
        pytest.skip(
            "the sandbox's own user cannot enter the folder of this checkout, so that the hole cannot be made here"
        )
    why = weak(monkeypatch, change)
    assert "the sandbox does not hold here" in why
    assert not [one for one in says if one not in why], why


@linux
def test_a_host_that_its_children_can_end_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weak(monkeypatch, without("--as-pid-1"))


@linux
def test_the_self_test_tries_everything(strict: pytest.MonkeyPatch) -> None:
    tiers.tier()
    host = tiers._warm_host(True, limits())
    host.launch()
    assert len(host.found) >= 16
    assert not [what for what, got in host.found if got]


# --- plain `nbgrader autograde`: one class, attackers and right neighbours in turn ---


def sample() -> list[Attack]:
    """A seventh of the bank, the same on every day; another with COLLAB_DRAW=WORD, all of it with COLLAB_TEST_ALL=1."""
    attacks = list(ATTACKS.values())
    if os.environ.get("COLLAB_TEST_ALL"):
        return attacks
    return attacks[zlib.crc32(DRAW.encode()) % 7 :: 7]


@linux
def test_under_nbgrader_every_attacker_gets_its_verdict_and_every_neighbour_full_marks(
    tmp_path: Path, answered: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, attacks = Class(tmp_path), sample()
    assert len(attacks) >= 10
    for attack in attacks:
        attacked, beside = copy.deepcopy(answered), copy.deepcopy(answered)
        attack.into(attacked)
        cell_of(beside, "decay_weights")["source"] = DETECTIVE
        for student, notebook in ((f"{attack.name}-0", attacked), (f"{attack.name}-1-neighbour", beside)):
            path = tmp_path / "submitted" / student / LESSON / f"{LESSON}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(notebook))
    slow = any(a.name.startswith(SLOW) for a in attacks)
    set_limits(monkeypatch, 15.0 if slow else 4.0)
    monkeypatch.setenv("COLLAB_TEST_SECRET", "not for students")
    monkeypatch.setenv("COLLAB_ISOLATION", "sandboxed")  # with less, an attack would be one on this machine

    run = made.nbgrader("autograde", LESSON)
    assert run.returncode == 0, run.stderr[-3000:]

    points, exercises = made.points(), course.lesson(LESSON).exercises
    assert len(points) == 2 * len(attacks)
    got, wanted = {}, {}
    for attack in attacks:
        whole = attack.cell == "first"
        full = exercises[attack.cell].points if attack.status == "passed" else 0
        mine = points[f"{attack.name}-0"]
        got[attack.name] = sum(mine.values()) if whole else mine[attack.cell]
        wanted[attack.name] = full if attack.score is None else attack.score
        got[f"beside {attack.name}"] = sum(points[f"{attack.name}-1-neighbour"].values())
        wanted[f"beside {attack.name}"] = ALL_POINTS
    off = {k: v for k, v in got.items() if v != wanted[k]}
    assert not off, (
        f"{off}\n  Again: COLLAB_DRAW={DRAW} .venv/bin/python -m pytest tests/test_attacks.py -k under_nbgrader"
    )
