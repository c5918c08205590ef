"""Every way in which an exercise can end has its own verdict, and none touches the others."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collab import course
from collab.grading.grade import grade_file, grade_path
from collab.grading.verdict import CheckResult, ExerciseResult, Verdict

from .conftest import LESSON, HandIn

DECAY = "def decay_weights(parameters, lr, wd):\n"


def test_reference_answers_get_full_marks(hand_in: HandIn) -> None:
    verdict = grade_file(hand_in())
    assert {e.id: e.status for e in verdict.exercises.values()} == dict.fromkeys(verdict.exercises, "passed")
    assert verdict.score == verdict.max_score == course.lesson(LESSON).points


def test_the_untouched_notebook_is_not_attempted_and_zero(lesson: course.Lesson) -> None:
    verdict = grade_file(lesson.notebook)
    assert {e.status for e in verdict.exercises.values()} == {"not_attempted"}
    assert verdict.score == 0


WAYS = {
    "failed": (DECAY + "    pass", "as it was"),
    "missing": ("", "No cell defines `decay_weights`"),
    "misnamed": ("def decayWeights(parameters, lr, wd):\n    pass", "There is `decayWeights`"),
    "error": (
        DECAY + "    for p in parameters:\n        p.mul_(1 - lr * wd)",
        r"a leaf Variable that requires grad.*line 3 of the cell of decay_weights: `p.mul_",
    ),
    "syntax": (DECAY + "    for p in parameters\n        pass", "stopped with SyntaxError: expected ':' at line 2"),
    "top-level": ("decay_weights = 1 / 0", "stopped with ZeroDivisionError: division by zero at line 1"),
    "timeout": (DECAY + "    while True:\n        pass", "never ends"),
    "exit": (DECAY + "    import os\n    os._exit(0)", "exit code 0"),
    "memory": (DECAY + "    x = bytearray(10**11)", "MemoryError"),
    "torch memory": (DECAY + "    import torch\n    torch.zeros(10**10)", "can't allocate memory"),
    "sys.exit": (DECAY + "    import sys\n    sys.exit()", "SystemExit"),
    "a value": ("decay_weights = 3", "a value of type int, expected a function"),
}
STATUS = {
    "misnamed": "missing",
    "syntax": "error",
    "top-level": "error",
    "exit": "crashed",
    "torch memory": "memory",
    "sys.exit": "error",
    "a value": "failed",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_ending_has_its_verdict_and_leaves_the_others_alone(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("COLLAB_LIMITS", "call=2")
    source, says = WAYS[way]
    verdict = grade_file(hand_in(decay_weights=source))
    result = verdict.exercises["decay_weights"]
    assert result.status == STATUS.get(way, way)
    assert result.speaking is not None
    assert re.search(says, result.speaking.message, re.DOTALL), result.speaking.message
    assert {e.status for e in verdict.exercises.values() if e.id != "decay_weights"} == {"passed"}


def test_a_cell_that_never_ends_costs_only_its_own_exercise(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLAB_LIMITS", "cell=2")
    started = time.monotonic()
    verdict = grade_file(hand_in(decay_weights="while True:\n    pass"))
    assert {e.id: e.status for e in verdict.exercises.values()} == {
        "DotProductBias": "passed",
        "decay_weights": "timeout",
        "train_epoch": "passed",
        "test_evaluate": "passed",
        "evaluate": "passed",
    }
    assert time.monotonic() - started < 60


def test_prints_warnings_and_stderr_cost_nothing(hand_in: HandIn) -> None:
    noise = "import sys, warnings\nwarnings.warn('careful')\nprint('x' * 10**6)\nprint('y' * 10**6, file=sys.stderr)\nimport os; os.write(1, b'raw'); os.write(2, b'raw')"

    def add(notebook: dict) -> None:
        notebook["cells"].insert(1, {"cell_type": "code", "metadata": {}, "source": noise})

    assert grade_file(hand_in(change=add)).score == course.lesson(LESSON).points


def test_a_verdict_is_repeatable_with_its_seed(hand_in: HandIn) -> None:
    wrong = DECAY + "    for p in parameters:\n        p.data.mul_(1 - wd)"
    path = hand_in(decay_weights=wrong)
    first = grade_file(path)
    again, other = grade_file(path, seed=first.seed), grade_file(path)

    def message(verdict: Verdict) -> str:
        return json.dumps(verdict.as_json()["exercises"])

    assert message(first) == message(again)
    assert message(first) != message(other)


def test_one_bad_submission_never_stops_the_others(hand_in: HandIn, tmp_path: Path) -> None:
    hand_in("ada")
    hand_in("ben", raw="{")
    hand_in("chloe", raw="[1, 2]")
    verdicts = {Path(v.submission).parts[0]: v for v in grade_path(tmp_path / "submitted")}
    assert verdicts["ada"].score == course.lesson(LESSON).points
    for name in ("ben", "chloe"):
        assert verdicts[name].as_json()["status"] == "invalid"
        assert verdicts[name].score == 0
        assert verdicts[name].as_json()["message"]


def test_nothing_left_running_after_a_kill(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLLAB_LIMITS", "cell=3")
    mark = tmp_path / "alive"
    child = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time, pathlib\\nwhile True:\\n  pathlib.Path({str(mark)!r}).touch(); time.sleep(.2)'])\n"
    grade_file(hand_in(evaluate=child + "while True:\n    pass"))
    time.sleep(0.5)
    mark.unlink(missing_ok=True)
    time.sleep(1)
    assert not mark.exists()


# --- fail closed ---


def checks(*statuses: str) -> list[CheckResult]:
    return [CheckResult(f"check {i}", 1.0, s) for i, s in enumerate(statuses)]


def test_no_verdict_is_zero() -> None:
    result = ExerciseResult("x", 3)
    assert (result.status, result.score) == ("crashed", 0)


def test_fewer_checks_than_the_suite_has_are_never_full_marks() -> None:
    result = ExerciseResult("x", 3, checks("passed", "passed"), expected=3)
    assert result.status == "partial"
    assert result.score == 2


def test_partial_credit_counts_the_checks_before_the_first_failure() -> None:
    result = ExerciseResult("x", 3, checks("passed", "failed", "skipped"), expected=3)
    assert (result.status, result.score) == ("partial", 1)


def test_a_suite_that_cannot_run_is_an_error_not_a_grade(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "test_04_dot_product_bias.py"
    broken.write_text("import nothing_of_that_name")
    monkeypatch.setattr(course.Lesson, "suite", broken)
    verdict = grade_file(hand_in())
    assert verdict.provisional
    assert verdict.score == 0
    assert "ModuleNotFoundError at test_04_dot_product_bias.py, line 1: No module named" in verdict.trouble
    assert "no verdict on your work" in verdict.as_json()["message"]


def test_the_judge_starts_without_torch() -> None:
    code = "import sys, collab.grading.grade, collab.grading.judge.plugin; sys.exit('torch' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
