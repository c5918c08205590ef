"""The graders, measured on the bank through the real path: right answers pass, wrong ones fail, the message names the mistake."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path

import pytest

from collab import cli, course
from collab.grading.judge.plugin import shares, title
from collab.staff import measure, truth

BANK = truth.bank()
# The same inputs in every run, so that a red run is repeatable; `collab truth --rounds N` measures with fresh ones.
SEED = int(os.environ.get("COLLAB_SEED", "20261124"))
# Of the right ones every eighth, of the wrong ones every sixteenth, always the same, and one of each of every exercise;
# COLLAB_TEST_ALL=1 takes all.
ALL = bool(os.environ.get("COLLAB_TEST_ALL"))


def sampled(answer: truth.Answer) -> bool:
    """Whether its label's number says so, or it has the least of its exercise and kind."""
    number = zlib.crc32(answer.label.encode())
    same = [a for a in BANK if (a.exercise, a.right) == (answer.exercise, answer.right)]
    return not number % (8 if answer.right else 16) or number == min(zlib.crc32(a.label.encode()) for a in same)


SAMPLE = [a for a in BANK if ALL or sampled(a)]
LEAST_RIGHT, LEAST_WRONG = 5, 8  # structurally different right and one-mistake wrong answers an exercise
EXERCISES = [e for lesson in course.lessons().values() for e in lesson.exercises]


@pytest.fixture(scope="module")
def findings() -> dict[str, truth.Finding]:
    return {f"{f.exercise}/{f.name}": f for f in truth.examine_all(SAMPLE, workers=2, seed=SEED)}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_its_answers(exercise: str) -> None:
    mine = [a for a in BANK if a.exercise == exercise]
    assert sum(a.right for a in mine) >= LEAST_RIGHT
    assert sum(not a.right for a in mine) >= LEAST_WRONG


def test_the_bank_is_large_enough_to_mean_something() -> None:
    assert sum(a.right for a in BANK) >= 100
    assert sum(not a.right for a in BANK) >= 220


def test_the_sample_has_something_of_every_exercise() -> None:
    for right in (True, False):
        assert {a.exercise for a in SAMPLE if a.right == right} == set(EXERCISES)


@pytest.mark.parametrize("answer", SAMPLE, ids=lambda a: a.label)
def test_the_verdict_is_true(answer: truth.Answer, findings: dict[str, truth.Finding]) -> None:
    finding = findings[answer.label]
    assert not finding.trouble, f"{finding.trouble}: {finding.check}: {finding.message}"


def checks() -> list[tuple[str, str]]:
    """Every check of every suite: (exercise, the check's name)."""
    sys.path.insert(0, str(course.root() / "grader"))
    found = []
    for lesson in course.lessons().values():
        suite = import_module(f"test_{lesson.id}")
        for _, cls in inspect.getmembers(suite, inspect.isclass):
            if cls.__module__ == suite.__name__ and hasattr(cls, "exercise"):
                found += [(cls.exercise, title(vars(cls)[name])) for name in shares(cls)]
    return found


def _needed(pair: tuple[str, str]) -> bool:
    exercise, check = pair
    return truth.needed(check, [a for a in BANK if a.exercise == exercise and not a.right], SEED) is not None


def test_no_check_is_idle() -> None:
    """With any one check left out, some wrong answer slips through or is no longer told its mistake."""
    pairs = [pair for pair in checks() if ALL or not zlib.crc32(" ".join(pair).encode()) % 8]
    assert len(pairs) >= 10
    with ProcessPoolExecutor(2) as pool:
        idle = [pair for pair, needed in zip(pairs, pool.map(_needed, pairs), strict=True) if not needed]
    assert not idle


# --- the bank's own format ---


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("right_x.py", '"""What.\n"""\n'),
        ("wrong_x.py", '"""What.\n\nWhy: so\nFails: a check\n"""\n'),
        ("right_x.py", '"""What.\n\nWhy: so\nFails: a check\nSays: so\n"""\n'),
        ("other_x.py", '"""What.\n\nWhy: so\n"""\n'),
    ],
)
def test_a_file_that_does_not_say_what_it_is_is_refused(name: str, text: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "evaluate" / name
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(truth.BankError, match="needs a docstring"):
        truth.read(path)


# --- the command ---


def test_the_command_prints_a_table_and_writes_data_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, picture = tmp_path / "truth.json", tmp_path / "truth.png"
    arguments = ["truth", "--exercise", "one_hot", "--rounds", "2", "--json", str(data), "--figure", str(picture)]
    assert cli.main(arguments) == 0
    findings = json.loads(data.read_text())
    answers = [a for a in BANK if a.exercise == "one_hot"]
    assert len(findings) == 2 * len(answers)
    assert len({f["seed"] for f in findings}) == len(findings)  # other inputs each time
    assert not any(f["trouble"] for f in findings)
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("one_hot "))
    right = 2 * sum(a.right for a in answers)
    wrong = len(findings) - right
    bounds = [truth.shown_bound(0, right), truth.shown_bound(0, wrong)]
    assert re.fullmatch(
        rf"one_hot +{right} +{wrong} +{re.escape(bounds[0])} +{re.escape(bounds[1])} +100 % +[\d.]+", line
    )
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_command_says_what_is_wrong_with_a_grader(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong answer called right is a false reject, a right one called wrong a false accept; both end with 1."""
    some = [a for a in BANK if a.exercise == "one_hot"]
    right, wrong = next(a for a in some if a.right), next(a for a in some if not a.right)
    turned = [replace(right, right=False, fails="x", says="x"), replace(wrong, right=True, fails="", says="")]
    monkeypatch.setattr(truth, "bank", lambda exercise: turned)
    assert cli.main(["truth"]) == 1
    said = capsys.readouterr().out
    assert f"one_hot/{right.name}: false accept" in said
    assert re.search(rf"one_hot/{wrong.name}: false reject \(.*--seed \d+\)", said)


@pytest.mark.parametrize(
    ("errors", "gradings", "bound"),
    [(0, 1, 0.95), (0, 20_500, 3 / 20_500), (0, 100, 0.0295), (1, 100, 0.0466), (5, 5, 1.0)],
)
def test_the_upper_bound_is_the_rule_of_three_and_its_kin(errors: int, gradings: int, bound: float) -> None:
    """Values for 0 and 1 of 100: the exact binomial bounds of the textbooks."""
    assert truth.upper_bound(errors, gradings) == pytest.approx(bound, rel=0.02)


def test_a_bound_is_shown_beside_its_count() -> None:
    assert truth.shown_bound(0, 20_500) == "0 (< 0.015 %)"
    assert truth.shown_bound(0, 0) == "-"


def test_a_measurement_that_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, file = [a for a in BANK if a.exercise == "mse"][:4], tmp_path / "tallies.json"
    others = [a for a in BANK if a.exercise == "encode"][:2]
    asked: list[str] = []

    def graded(some: list[truth.Answer], workers: int = 0) -> list[truth.Finding]:
        asked.extend(a.name for a in some)
        if len(asked) == 6:
            raise KeyboardInterrupt
        return [truth.Finding(a.exercise, a.name, a.right, True, not a.right, "", "c", "m", 0.1, 1) for a in some]

    monkeypatch.setattr(truth, "bank", lambda: [*answers, *others])
    monkeypatch.setattr(truth, "examine_all", graded)
    monkeypatch.setattr(measure, "SAVE_EVERY", 3)
    with pytest.raises(KeyboardInterrupt):
        measure.extend(answers, 2, file)
    assert [t.gradings for t in measure.read(file)] == [1, 1, 1]
    assert [t.gradings for t in measure.extend(answers, 2, file)] == [2, 2, 2, 2]
    names = [a.name for a in answers]
    assert asked == [*names, names[0], names[1], names[3], *names]
    # What is said of an answer that is another one by now does not count.
    changed = [replace(answers[0], code=answers[0].code + "\n"), *answers[1:]]
    monkeypatch.setattr(truth, "bank", lambda: [*changed, *others])
    asked.clear()
    assert [t.gradings for t in measure.extend(changed, 2, file)] == [2, 2, 2, 2]
    assert asked == [names[0]] * 2
    # What the file holds of other exercises stays; what other graders found goes.
    assert [t.gradings for t in measure.extend(others, 1, file)] == [1, 1]
    measure.extend(changed, 2, file)
    assert {t.exercise for t in measure.read(file)} == {"mse", "encode"}
    asked.clear()
    monkeypatch.setattr(measure, "fingerprint", lambda lesson, exercise: "other graders")
    measure.extend(changed, 1, file)
    assert asked == names
    assert {t.exercise for t in measure.read(file)} == {"mse"}
    assert measure.stale(measure.read(file)) == []
    monkeypatch.undo()
    assert len(measure.stale(measure.read(file))) == 4


def test_what_is_graded_by_others_in_the_middle_of_a_measurement_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, changed = tmp_path / "tallies.json", iter([{}, {Path("suite.py"): 1}])
    monkeypatch.setattr(truth, "bank", lambda: [BANK[0]])
    monkeypatch.setattr(truth, "examine_all", lambda some, workers: [])
    monkeypatch.setattr(measure, "_on_disk", lambda: next(changed))
    with pytest.raises(measure.MeasureError, match="changed meanwhile"):
        measure.extend([BANK[0]], 1, file)
    assert not file.exists()


def test_tallies_are_not_lost_to_another_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tallies.json"
    file.write_text(json.dumps([asdict(measure.Tally("mse", "right_a", True, gradings=3))]))
    before = file.read_bytes()
    assert cli.main(["truth", "--exercise", "mse", "--json", str(file)]) == 2
    assert "would be lost" in capsys.readouterr().out
    assert file.read_bytes() == before
    file.write_text('[{"exercise": "mse", "accepted": true}]')
    assert cli.main(["truth", "--exercise", "mse", "--resume", "--json", str(file)]) == 2
    assert "holds no tallies" in capsys.readouterr().err


def test_a_tally_counts_as_the_findings_do() -> None:
    kinds = (
        (True, True, False),
        (True, False, False),
        (False, False, True),
        (False, False, False),
        (False, True, False),
    )
    found = [truth.Finding("mse", f"a{i}", *kind, "", "", "", 0.25, i) for i, kind in enumerate(kinds)]
    tallies = measure.tallied([*found, *found])
    assert [(t.gradings, t.wrongly, t.told, t.seconds) for t in tallies] == [
        *((2, 0, 0, 0.5), (2, 2, 0, 0.5), (2, 0, 2, 0.5), (2, 0, 0, 0.5), (2, 2, 0, 0.5))
    ]
    assert [f["trouble"] for t in tallies for f in t.troubles] == [
        *["false reject"] * 2, *["not diagnosed"] * 2, *["false accept"] * 2
    ]  # fmt: skip
    last = measure.table(tallies).splitlines()[-1].split("  ")
    assert [cell.strip() for cell in last if cell.strip()] == [
        "all",
        "4",
        "6",
        "2 (< 90 %)",
        "2 (< 73 %)",
        "33 %",
        "0.25",
    ]


def test_going_on_needs_a_file_and_fresh_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--json", str(tmp_path / "f.json"), "--seed", "3"]):
        assert cli.main(["truth", "--exercise", "mse", "--resume", *more]) == 2
        assert "--resume" in capsys.readouterr().out
