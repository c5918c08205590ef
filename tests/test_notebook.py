"""`check` and `hint` as a student meets them: in a real kernel, in the notebook's own process."""

import contextlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from collab.grading.card import card
from collab.grading.verdict import CheckResult, ExerciseResult
from collab.student import notebook

GIVEN = "import torch\nfrom torch import nn\nfrom collab import check, hint\n"
RIGHT = "def decay_weights(parameters, lr, wd):\n    with torch.no_grad():\n        for p in parameters:\n            p.mul_(1 - lr * wd)"
STUB = "def decay_weights(parameters, lr, wd):\n    raise NotImplementedError()"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """A small notebook run in a kernel, once: each cell's source -> its last output."""
    cells = [
        GIVEN,
        'check("decay_weights")  # missing',
        STUB,
        'check("decay_weights")  # blank',
        RIGHT.replace("1 - lr * wd", "1 - wd"),
        'check("decay_weights")  # wrong',
        "def decay_weights(parameters, lr, wd):\n    for p in parameters:\n        p.mull_(2)",
        'check("decay_weights")  # raises',
        RIGHT + "\ntorch.manual_seed(0); before = torch.rand(1)",
        'torch.manual_seed(0); score = check("decay_weights"); print(torch.equal(torch.rand(1), before), torch.get_num_threads())',
        'check("decay_weights")  # right',
        'check("decay_weight")',
        'import time; t = time.perf_counter(); check("decay_weights"); print(time.perf_counter() - t)',
    ]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    root = Path(__file__).parent.parent
    NotebookClient(
        nb, timeout=120, resources={"metadata": {"path": str(root / "lessons" / "04_dot_product_bias")}}
    ).execute()
    return {c.source: c.outputs for c in nb.cells}


def shown(outputs: dict, ending: str) -> dict:
    (found,) = [o for source, o in outputs.items() if source.endswith(ending)]
    return found[-1]


@pytest.mark.parametrize(
    ("cell", "points", "card"),
    [
        ("# missing", "0.0", "<code>decay_weights</code> is not there yet: fill in its cell"),
        ("# blank", "0.0", "not attempted yet"),
        ("# wrong", "0.0", "learning rate is missing"),
        ("# raises", "0.0", "<code>p.mull_(2)</code>"),
        ("# right", "2.0", "2 of 2 points"),
    ],
)
def test_a_check_is_a_number_for_nbgrader_and_a_card_for_the_student(
    outputs: dict, cell: str, points: str, card: str
) -> None:
    output = shown(outputs, cell)
    assert output["output_type"] == "execute_result"
    assert output["data"]["text/plain"] == points
    assert card in output["data"]["text/html"]


def test_a_check_writes_nothing_to_stderr(outputs: dict) -> None:
    assert not [
        o for found in outputs.values() for o in found if o.get("name") == "stderr" or o["output_type"] == "error"
    ]


def test_a_wrong_name_suggests_the_nearest(outputs: dict) -> None:
    assert "Did you mean 'decay_weights'?" in shown(outputs, 'check("decay_weight")')["text"]


def test_a_check_leaves_the_students_random_numbers_alone(outputs: dict) -> None:
    assert shown(outputs, "torch.get_num_threads())")["text"].startswith("True")


@pytest.mark.timing
def test_a_check_without_training_is_fast(outputs: dict) -> None:
    """0.3 s is the promise on an idle machine; five times that on one that is busy with other tests."""
    assert float(shown(outputs, "perf_counter() - t)")["text"]) < 1.5


def test_in_the_box_a_check_does_nothing_and_can_be_reckoned_with() -> None:
    code = "import os; os.environ['COLLAB_BOX'] = '1'\nfrom collab import check\nprint(check('anything at all'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "0.0\n"


def test_hints_come_one_by_one_and_end_with_the_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "_hints_shown", {})
    for _ in range(4):
        notebook.hint("evaluate")
    lines = capsys.readouterr().out.splitlines()
    assert [line[:11] for line in lines] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    notebook.hint("evaluate", 1)
    notebook.hint("evalute")
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("Hint 1 of 3")
    assert "Did you mean 'evaluate'?" in out[1]


def test_a_card_escapes_what_a_student_wrote() -> None:
    result = ExerciseResult("x", 1, [CheckResult("c", 1, "error", "raised `<script>alert(1)</script>` & more")])
    page = card(result)
    assert "<script>" not in page
    assert "<code>&lt;script&gt;" in page


def test_namespace_is_the_notebooks_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(answer=42))
    assert notebook._namespace()["answer"] == 42


def run_through(*cells: str) -> list:
    """Run cells as "Run All" does: stop at the first that fails. Returns the cells with their outputs."""
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    with contextlib.suppress(CellExecutionError):
        NotebookClient(nb, timeout=120, resources={"metadata": {"path": str(Path(__file__).parent)}}).execute()
    return nb.cells


@pytest.mark.parametrize(
    ("blank", "use"),
    [
        (STUB, "decay_weights([], 1, 1)"),
        (
            "class decay_weights(nn.Module):\n    def __init__(self):\n        super().__init__()\n        raise NotImplementedError()",
            "decay_weights()",
        ),
    ],
)
def test_a_run_through_stops_at_the_first_blank_with_a_card_and_no_trace(blank: str, use: str) -> None:
    *_, stopped, after = run_through(GIVEN, blank, use, "print('never')")
    assert [o["output_type"] for o in stopped.outputs] == ["display_data"]
    assert "<b>decay_weights</b> is not attempted yet" in stopped.outputs[0]["data"]["text/html"]
    assert not after.get("outputs")


@pytest.mark.parametrize("code", ["1 / 0", "raise NotImplementedError('not this way')"])
def test_other_exceptions_are_shown_as_always(code: str) -> None:
    (*_, failed) = run_through(GIVEN, code)
    assert failed.outputs[0]["output_type"] == "error"
