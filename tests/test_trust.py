"""Strangers' work is run without a sandbox only where somebody has said that it may be; one's own always."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from collab import course
from collab.cli import main
from collab.grading.box import isolation, tiers
from collab.grading.box.reasons import in_words
from collab.grading.judge import trust

from .conftest import HandIn


@pytest.fixture
def unclosed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a sandbox."""
    monkeypatch.delenv("COLLAB_ISOLATION", raising=False)
    monkeypatch.setattr(tiers, "_sandbox_trouble", lambda kept: "bubblewrap needs Linux, this is plan9")


@pytest.mark.usefixtures("unclosed")
def test_strangers_work_is_refused_with_the_reason(
    hand_in: HandIn, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["grade", str(hand_in())]) == 2
    said = capsys.readouterr()
    assert "There is no sandbox here: bubblewrap needs Linux, this is plan9." in said.err
    assert "COLLAB_ISOLATION=limited" in said.err
    assert said.out == ""


@pytest.mark.usefixtures("unclosed")
def test_what_was_agreed_or_is_ones_own_is_graded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = course.lesson("01_embedding_lookup").notebook
    trust.check(own)
    trust.check(own.parent.parent)
    with pytest.raises(isolation.IsolationError):
        trust.check(own.parent.parent.parent)  # the whole course, submitted/ included
    monkeypatch.setenv("COLLAB_ISOLATION", "limited")
    trust.check(tmp_path)


@pytest.mark.usefixtures("unclosed")
def test_in_the_students_package_everything_is_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    find = importlib.util.find_spec

    def without_classes(name: str, *more: Any) -> Any:
        return None if name == "collab.grading.classroom" else find(name, *more)

    monkeypatch.setattr(trust, "find_spec", without_classes)
    trust.check(tmp_path)


PRINTED = {  # what bubblewrap 0.8 to 0.11 and Python print -> what a person is told
    "bwrap: setting up uid map: Permission denied\n": r"AppArmor .*\(sudo apt install bubblewrap\)",
    "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted\n": r"AppArmor .*\(sudo apt install bubblewrap\)",
    "bwrap: Can't mount proc on /newroot/proc: Operation not permitted\n": "/proc is masked.*systempaths=unconfined",
    "bwrap: No permissions to create a new namespace, likely because the kernel does not": "gives this user no namespaces",
    "Exception occurred in preexec_fn.": "runs as root but may not make namespaces",
    "bwrap: something\n  new": "bubblewrap cannot make a sandbox here: bwrap: something new$",
}


@pytest.mark.parametrize("printed", PRINTED)
def test_the_reason_is_a_persons(monkeypatch: pytest.MonkeyPatch, printed: str) -> None:
    assert re.search(PRINTED[printed], in_words(printed))
    assert "preexec_fn" not in in_words(printed)
    if not printed.startswith("bwrap"):
        return

    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", printed)

    monkeypatch.setattr(isolation.subprocess, "run", run)
    monkeypatch.setattr(isolation.sys, "platform", "linux")
    monkeypatch.setattr(isolation, "bubblewrap", lambda: "/usr/bin/bwrap")
    assert isolation.can_sandbox.__wrapped__(1024) == in_words(printed)


def test_a_probe_that_something_killed_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = [-9, 0]

    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], ends.pop(0), "", "")

    monkeypatch.setattr(isolation.subprocess, "run", run)
    monkeypatch.setattr(isolation.sys, "platform", "linux")
    monkeypatch.setattr(isolation, "bubblewrap", lambda: "/usr/bin/bwrap")
    assert isolation.can_sandbox.__wrapped__(1024) == ""
    assert ends == []
