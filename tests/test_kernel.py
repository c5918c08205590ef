"""A card speaks of what the notebook says: cells that stopped, were changed, moved or not run, in a real kernel."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from collab import course
from collab.grading.grade import grade_file
from collab.grading.verdict import Verdict
from collab.student.hand_in import submit

from .kernel import Student, shown

GIVEN = "import torch\nfrom collab import autocheck, check, check_all, hint, progress"
VOCAB = 'def build_vocab(values):\n    return ["#na#"] + sorted(set(values))'
ONE_HOT = "def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = 1\n    return v"
LOOKUP = "def one_hot_lookup(table, index):\n    return one_hot(index, table.shape[0]) @ table"
CELLS = {
    "given": GIVEN,
    "build_vocab": VOCAB,
    "check-build_vocab": 'check("build_vocab")',
    "one_hot": ONE_HOT,
    "check-one_hot": 'check("one_hot")',
    "one_hot_lookup": LOOKUP,
    "check-one_hot_lookup": 'check("one_hot_lookup")',
    "stretch": "1 + 1",
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Student]:
    folder = tmp_path_factory.mktemp("01_embedding_lookup")
    student = Student(folder / "01_embedding_lookup.ipynb", CELLS, "01_embedding_lookup")
    yield student
    student.close()


@pytest.fixture
def student(started: Student) -> Student:
    """The notebook as it was, all of it run once."""
    started.cells = dict(CELLS)
    (started.path.parent / "progress.json").unlink(missing_ok=True)
    started.save(later=-60)
    started.run()
    return started


def noted(student: Student) -> dict:
    return json.loads((student.path.parent / "progress.json").read_text())


def graded(student: Student, exercise: str) -> float:
    """What the saved file gets."""
    student.save()
    return grade_file(student.path, student.lesson).exercises[exercise].score


def test_a_cell_that_was_mended_into_a_syntax_error_is_not_green(student: Student) -> None:
    assert "build_vocab: right" in shown(student.run("check-build_vocab"))
    student.edit("build_vocab", VOCAB.replace("(values):", "(values)"), save=False)
    student.run("build_vocab")
    card = shown(student.run("check-build_vocab"))
    assert "build_vocab: not checked, its cell stopped" in card
    assert "at line 1" in card
    assert "SyntaxError" in card
    assert "points" not in card, "nothing was checked"
    assert noted(student)["build_vocab"]["score"] == 3, "what was right once stays noted"
    student.edit("build_vocab", VOCAB)
    student.run("build_vocab")
    assert "build_vocab: right" in shown(student.run("check-build_vocab"))


def test_a_cell_that_stopped_before_its_definition_says_so_and_one_that_stopped_behind_it_counts(
    student: Student,
) -> None:
    student.edit("build_vocab", "nowhere\n" + VOCAB)
    student.run("build_vocab")
    card = shown(student.run("check-build_vocab"))
    assert "not checked" in card
    assert "at line 1, nowhere" in card.replace("`", "")
    student.edit("build_vocab", VOCAB + "\nnowhere")
    student.run("build_vocab")
    card = shown(student.run("check-build_vocab"))
    assert "at line 3, nowhere" in card
    assert "The definition above that line counts" in card
    assert "build_vocab: right" in card
    assert graded(student, "build_vocab") == 3


def test_a_cell_that_was_changed_and_not_run(student: Student) -> None:
    student.edit("build_vocab", VOCAB.replace("sorted", "list"))
    assert "its cell was changed" in shown(student.run("check-build_vocab"))
    student.edit("build_vocab", VOCAB + "  # a comment changes nothing")
    assert "build_vocab: right" in shown(student.run("check-build_vocab"))


@pytest.mark.parametrize("part", [0.0, 0.5], ids=["emptied", "half written"])
def test_a_check_while_the_file_is_being_saved(student: Student, part: float) -> None:
    student.edit("build_vocab", VOCAB.replace("sorted", "list"))
    whole = student.path.read_bytes()
    student.path.write_bytes(whole[: int(part * len(whole))])
    number = student.start('check("build_vocab")')
    time.sleep(0.15)  # Jupyter takes some milliseconds
    student.save()
    assert "its cell was changed" in shown(student.outputs(number))


def test_a_cell_that_says_something_else_now_or_was_deleted(student: Student) -> None:
    student.edit("build_vocab", VOCAB.replace("build_vocab", "make_vocab"))
    student.run("build_vocab")
    assert "no cell defines it any more" in shown(student.run("check-build_vocab"))
    student.delete("build_vocab")
    assert "its cell was deleted" in shown(student.run("check-build_vocab"))


def test_after_a_restart_a_cell_is_not_run_and_nothing_is_lost(student: Student) -> None:
    student.restart()
    card = shown(student.run("given", "check-build_vocab"))
    assert "its cell has not been run" in card
    assert "Was its cell deleted" not in card
    assert noted(student)["build_vocab"] == noted(student)["build_vocab"] | {"score": 3, "status": "passed"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def one_hot(index, n):\n    return nowhere", "has been changed since it ran"),
        ("def other(index, n):\n    return index", "which no cell makes any more"),
    ],
)
def test_a_helper_that_was_changed_makes_the_card_amber(student: Student, source: str, said: str) -> None:
    student.edit("one_hot", source)
    card = shown(student.run("check-one_hot_lookup"))
    assert "right in this kernel, not yet in the notebook" in card or said in card
    assert said in card
    assert "It uses one_hot" in card


def test_a_helper_below_the_check(student: Student) -> None:
    student.edit("stretch", "def ends(v):\n    return v", save=False)
    student.edit("one_hot", ONE_HOT.replace("return v", "return ends(v)"), save=False)
    student.save(later=-60)
    student.run("stretch", "one_hot")
    card = shown(student.run("check-one_hot"))
    assert "made below this check" in card
    assert "one_hot" not in {k for k, v in noted(student).items() if v["at"] != noted(student)["build_vocab"]["at"]}


WRONG = ONE_HOT.replace("v[index] = 1", "pass")
HELPER = "def helper(v, index):\n    v[index] = 1\n    return v"
HELPED = "def one_hot(index, n):\n    return helper(torch.zeros(n), index)"
CONSTANT = ONE_HOT.replace("= 1", "= ONE")


def put(student: Student, above: str, cell: str, source: str) -> None:
    """A new cell above another one, saved long ago."""
    new = {cell: source}
    student.cells = {
        k: v for name, s in student.cells.items() for k, v in [*(new.items() if name == above else ()), (name, s)]
    }
    student.save(later=-60)


@pytest.mark.parametrize("ran", [("given-copy", "one_hot"), ("one_hot",)], ids=["and ran before", "and never ran"])
def test_a_wrong_copy_stands_between_the_answer_and_its_check(student: Student, ran: tuple[str, ...]) -> None:
    put(student, "check-one_hot", "given-copy", WRONG)
    student.run(*ran)
    card = shown(student.run("check-one_hot"))
    assert "another cell's answer counts" in card
    assert graded(student, "one_hot") == 1
    student.run("given-copy")
    assert "one_hot: partly right" in shown(student.run("check-one_hot"))


def test_a_try_below_the_check_is_not_the_answer(student: Student) -> None:
    student.edit("stretch", WRONG, save=False)
    student.save(later=-60)
    student.run("stretch")
    assert "another cell's answer counts" in shown(student.run("check-one_hot"))
    assert graded(student, "one_hot") == 2
    student.run("one_hot")
    assert "one_hot: right" in shown(student.run("check-one_hot"))


def test_a_cell_that_was_cut_and_pasted_is_the_same_answer(student: Student) -> None:
    del student.cells["one_hot"]
    put(student, "check-one_hot", "given-pasted", ONE_HOT)
    student.save()
    assert "one_hot: right" in shown(student.run("check-one_hot"))


def test_an_answer_under_another_name_is_not_one_that_was_not_run(student: Student) -> None:
    student.restart()
    student.edit("one_hot", ONE_HOT.replace("one_hot", "onehot"), save=False)
    student.save(later=-60)
    student.run("given", "one_hot")
    assert "There is onehot: names count to the letter" in shown(student.run("check-one_hot"))


@pytest.mark.parametrize(
    ("cell", "source", "said"),
    [
        ("given-h", "# demo: draws\n" + HELPER, "which a demonstration makes"),
        ("", HELPER, "which no cell makes any more"),
        ("given-h", "from helping import helper", "comes from helping.py"),
        ("given-h", "%run helping.py", "comes from helping.py"),
    ],
    ids=["in a demonstration", "typed into a console", "imported from a file", "run from a file"],
)
def test_a_helper_that_is_not_handed_in(student: Student, cell: str, source: str, said: str) -> None:
    (student.path.parent / "helping.py").write_text(HELPER)
    student.restart()
    student.edit("one_hot", HELPED, save=False)
    if cell:
        put(student, "one_hot", cell, source)
        student.run("given", cell, "one_hot")
    else:
        student.save(later=-60)
        student.run("given")
        student.say(source)
        student.run("one_hot")
    card = shown(student.run("check-one_hot"))
    assert "right in this kernel, not yet in the notebook" in card
    assert said in card
    assert "points" not in card.split("notebook")[0]
    assert graded(student, "one_hot") == 0


def test_a_helper_in_a_file_that_a_cell_writes_is_handed_in(student: Student) -> None:
    student.edit("one_hot", HELPED, save=False)
    put(student, "one_hot", "given-w", "%%writefile written_here.py\nimport torch\n" + HELPER)
    put(student, "one_hot", "given-h", "from written_here import helper")
    student.run("given-w", "given-h", "one_hot")
    card = shown(student.run("check-one_hot"))
    assert "one_hot: right" in card
    assert "handed in" not in card
    assert graded(student, "one_hot") == 2


@pytest.mark.parametrize("cell", ["", "stretch"], ids=["a console", "a loop below"])
def test_a_value_that_something_else_overwrote(student: Student, cell: str) -> None:
    student.edit("one_hot", CONSTANT, save=False)
    student.edit("stretch", "for ONE in range(5):\n    pass", save=False)
    put(student, "one_hot", "given-one", "ONE = 1")
    student.run("given-one", "one_hot")
    assert "another value" not in shown(student.run("check-one_hot"))
    if cell:
        student.run(cell)
    else:
        student.say("ONE = 2")
    assert "It uses ONE, which was given another value" in shown(student.run("check-one_hot"))
    assert graded(student, "one_hot") == 2


def test_an_import_that_the_lesson_gives_may_be_missing(student: Student) -> None:
    student.edit("given", "from collab import check", save=True)
    assert "one_hot: right" in shown(student.run("check-one_hot"))
    assert graded(student, "one_hot") == 2


def test_a_name_that_no_cell_has_made_yet_says_which_cell_will(student: Student) -> None:
    student.restart()
    student.edit("one_hot", ONE_HOT, save=False)
    student.run("given", "one_hot_lookup")
    card = shown(student.run("check-one_hot_lookup"))
    assert "one_hot comes from the cell of one_hot, which has not been run since the kernel started" in card


def test_a_loop_that_never_ends_ends(student: Student) -> None:
    student.say("import os; os.environ['COLLAB_LIMITS'] = 'call=2'")
    student.edit("one_hot", "def one_hot(index, n):\n    while True:\n        n = 1", save=False)
    outputs = student.run("given", "one_hot", "check-one_hot")
    card = shown(outputs)
    assert "stopped after 2 s in one_hot, line" in card
    assert "while True:" in card or "n = 1" in card
    assert not [o for o in outputs if o["kind"] == "error"]
    assert "checking one_hot" in card, "a sign of life after a second"
    student.say("del os.environ['COLLAB_LIMITS']")
    assert student.say("print(torch.get_num_threads() > 1 or os.cpu_count() == 1)").strip() == "True"


def test_stop_shows_a_card_and_no_line_of_ours(student: Student) -> None:
    student.edit("one_hot", "def one_hot(index, n):\n    while True:\n        n = 1", save=False)
    student.run("one_hot")
    number = student.start('check("one_hot")')
    time.sleep(1.5)
    student.interrupt()
    outputs = student.outputs(number)
    assert not [o for o in outputs if o["kind"] == "error"]
    assert "you stopped the check in one_hot, line" in shown(outputs)


def test_exit_in_an_answer_ends_the_call_and_not_the_kernel(student: Student) -> None:
    student.edit("one_hot", "def one_hot(index, n):\n    exit()", save=False)
    student.run("one_hot")
    assert "SystemExit" in shown(student.run("check-one_hot"))
    assert student.say("print(1 + 1)").strip() == "2"


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("input('n? ')", "EOFError", "nobody can type anything"),
        ("breakpoint()", "BdbQuit", "delete this line"),
        ("import pdb; pdb.set_trace()", "BdbQuit", "delete this line"),
    ],
)
def test_an_answer_that_waits_for_somebody(student: Student, line: str, kind: str, said: str) -> None:
    student.edit("one_hot", ONE_HOT.replace("    v[", f"    {line}\n    v["), save=False)
    student.run("one_hot")
    card = shown(student.run("check-one_hot"))
    assert kind in card
    assert said in card
    assert graded(student, "one_hot") == 0


def test_what_an_answer_shows_does_not_pile_up_above_its_card(student: Student) -> None:
    noisy = (
        "import logging, torch\nfrom IPython.display import display\nimport matplotlib.pyplot as plt\n"
        "%matplotlib inline\nlogging.basicConfig()\n"
        + ONE_HOT.replace("    v[", "    display('shown'); logging.warning('logged'); plt.figure()\n    v[")
    )
    student.edit("one_hot", noisy, save=False)
    student.run("one_hot")
    outputs = student.run("check-one_hot")
    assert [o["kind"] for o in outputs if "checking" not in shown([o]) and shown([o]).strip()] == ["execute_result"]
    card = shown(outputs)
    assert "one_hot: right" in card
    assert "logged" in card, "folded into the card, with what it prints"
    assert "shown" in student.say("display('shown')")
    assert "logged" in student.say("logging.warning('logged')")


def test_an_answer_may_ask_what_it_prints_to_and_show_a_bar(student: Student) -> None:
    asking = "import sys\nfrom rich.progress import track\n" + ONE_HOT.replace(
        "    v[", "    for _ in track(range(2), disable=sys.stdout.encoding is None):\n        pass\n    v["
    )
    student.edit("one_hot", asking, save=False)
    student.run("one_hot")
    assert "one_hot: right" in shown(student.run("check-one_hot"))


def test_a_compiled_answer_is_checked_as_it_was_written(student: Student) -> None:
    student.edit(
        "one_hot", "def plain(index, n):\n    return torch.eye(n)[index]\none_hot = torch.compile(plain)", save=False
    )
    student.run("one_hot")
    assert "one_hot: right" in shown(student.run("check-one_hot"))
    assert student.say("print(torch._dynamo.utils.counters['frames'].get('total', 0))").strip() == "0"


def test_a_check_leaves_the_kernel_as_it_was(student: Student) -> None:
    student.say(
        "import random, sys, warnings\nimport numpy\ndef state():\n"
        "    return (list(sys.path), list(warnings.filters), sys.meta_path[:], torch.get_num_threads(), random.getstate(),\n"
        "            str(numpy.random.get_state()), torch.get_rng_state().tolist(), sys.breakpointhook, set(globals()))"
    )
    assert (
        student.say("before = after = state()\nbefore = state()\ncheck('one_hot')\nprint(before == state())").strip()
        == "True"
    )


def test_no_call_has_failed_yet(student: Student) -> None:
    student.restart()
    student.run("given")
    for said in ("check.last", "check.last()", "print(check.last)"):
        assert "No check has failed since the kernel started" in student.say(said)


def test_a_failed_call_can_be_made_again(student: Student) -> None:
    student.edit("one_hot", ONE_HOT.replace("v[index] = 1", "v[0] = 1"), save=False)
    student.run("one_hot", "check-one_hot")
    assert "a call of one_hot that failed" in student.say("check.last")
    assert student.say("case = check.last; print(torch.equal(one_hot(*case.args), case()))").strip() == "True"
    assert student.say("print(case.args[0] != 0)").strip() == "True"
    again = student.say('first = case.args; check("one_hot", seed=case.seed); print(first == check.last.args)')
    assert again.strip().endswith("True")


def test_where_no_single_call_is_to_blame_the_last_case_is_not_an_older_one(student: Student) -> None:
    student.edit("one_hot", ONE_HOT.replace("v[index] = 1", "v[0] = 1"), save=False)
    student.run("one_hot", "check-one_hot")
    student.say("def test_sigmoid_range(candidate):\n    candidate(torch.zeros(2), 0, 5)")
    student.say('check("test_sigmoid_range")')
    assert "no single call is to blame" in student.say("check.last")


def test_text_says_what_the_card_says(student: Student) -> None:
    said = student.say('print(check("one_hot"))')
    assert "one_hot: right, 2 of 2 points" in said
    assert "✓" in said
    assert "one_hot_lookup: right" in student.say("print(check_all())")


def test_what_an_answer_prints_is_shown_folded(student: Student) -> None:
    student.edit("one_hot", ONE_HOT.replace("    v[", "    print('n is', n)\n    v["), save=False)
    student.run("one_hot")
    (card,) = student.run("check-one_hot")
    assert "<details" in card["data"]["text/html"].split("What your code printed")[0][-120:]
    assert "n is" in shown([card])


def test_autocheck(student: Student) -> None:
    student.say("autocheck()")
    assert "one_hot: right" in shown(student.run("one_hot"))
    assert "build_vocab" not in shown(student.run("stretch"))
    student.say("autocheck(False)")
    assert not student.run("one_hot")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("check(one_hot)", "one_hot: right"),
        ("check()", 'check("NAME") with one of: build_vocab'),
        ("check(3)", "Which exercise?"),
        ('check("one_hot", seed="x")', "no seed"),
        ('check("one_hot", seed=-1)', "no seed"),
        ('hint("one_hot", 0)', "hints 1 to 3"),
        ('hint("one_hot", 7)', "hints 1 to 3"),
        ("hint(one_hot)", "Hint 1 of 3"),
        ("progress()", f"of {sum(lesson.points for lesson in course.lessons().values()):g} points"),
        ("print(f\"{check('one_hot'):g}\")", "2"),
    ],
)
def test_what_else_people_type(student: Student, call: str, said: str) -> None:
    assert said in student.say(call)


@pytest.mark.parametrize(
    "source",
    [
        'def build_vocab(values):\n    found = sorted(set(values))\n    return ["#na#"] + found\n    raise NotImplementedError()',
        "def build_vocab(values):\n    found = sorted(set(values))\n    raise NotImplementedError()",
    ],
    ids=["behind the answer", "below what was begun"],
)
def test_lines_beside_a_blank_are_seen(student: Student, source: str) -> None:
    student.edit("build_vocab", source, save=False)
    student.run("build_vocab")
    card = shown(student.run("check-build_vocab"))
    assert "not attempted" not in card
    assert ("build_vocab: right" in card) == (source.count("return") == 1)


def test_what_a_lesson_gives_books_no_points_of_another(student: Student) -> None:
    given = "from torch import nn\ndef create_params(size):\n    return nn.Parameter(torch.normal(0, 0.01, size))"
    student.cells["given-3"] = given
    student.save(later=-60)
    student.run("given-3")
    card = student.say('check("create_params")')
    assert "create_params: right" in card
    assert "its points belong to lesson 03_parameters" in card
    assert "create_params" not in noted(student)


def test_the_file_to_hand_in(student: Student) -> None:
    student.save(later=5)
    said = student.say("from collab import submit\nprint(submit())")
    assert re.search(r"This is 01_embedding_lookup.ipynb as it was saved at \d\d:\d\d:\d\d\.", said)
    assert "01_embedding_lookup: 7 of 15 points" in said
    assert "Not answered yet: `encode`, `embedding_lookup`" in said
    assert "why-unknown" in said
    copy = student.path.parent / "hand-in" / "01_embedding_lookup.ipynb"
    assert str(copy) in said
    assert copy.read_bytes() == student.path.read_bytes()


WRONG = ONE_HOT.replace("v[index]", "v[0]")


@pytest.mark.parametrize(
    "later", [-30, 0, 60], ids=["a checkpoint, or a clock that is behind", "now", "a clock that is ahead"]
)
def test_a_file_is_newer_by_its_stamp_and_not_by_a_clock(student: Student, later: float) -> None:
    student.cells["one_hot"] = WRONG
    student.save(later)
    assert "its cell was changed" in shown(student.run("check-one_hot"))
    student.edit("one_hot", ONE_HOT + "\n", save=False)
    student.run("one_hot")
    assert "one_hot: right" in shown(student.run("check-one_hot")), "it ran, and is not saved yet"
    student.save(later - 1)
    assert "one_hot: right" in shown(student.run("check-one_hot"))


def test_an_edit_while_the_cell_waits_or_runs(student: Student) -> None:
    student.say("import time")
    student.start("time.sleep(1.5)")
    ran = student.begin("one_hot")
    checked = student.begin("check-one_hot")
    time.sleep(0.7)
    student.cells["one_hot"] = WRONG
    student.save(later=0)
    student.outputs(ran)
    assert "its cell was changed" in shown(student.outputs(checked))

    student.edit("one_hot", ONE_HOT + "\ntime.sleep(1.5)")
    ran = student.begin("one_hot")
    time.sleep(0.7)
    student.edit("one_hot", WRONG)
    student.outputs(ran)
    assert "its cell was changed" in shown(student.run("check-one_hot"))


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved"])
def test_cells_that_waited_for_others_are_checked(student: Student, saved: bool) -> None:
    student.say("import time")
    student.start("time.sleep(1)")
    student.edit("one_hot", ONE_HOT + "\n", save=saved)
    ran = student.begin("one_hot")
    checked = student.begin("check-one_hot")
    student.outputs(ran)
    assert "one_hot: right" in shown(student.outputs(checked))


def test_a_renamed_notebook_is_known_after_many_tries(student: Student) -> None:
    name = student.path
    try:
        student.path = name.rename(name.with_name("lastname.ipynb"))
        for n in range(12):
            student.edit("one_hot", f"{ONE_HOT}\n# try {n}")
            student.run("one_hot")
        student.edit("one_hot", WRONG)
        assert "its cell was changed" in shown(student.run("check-one_hot"))
        student.run("one_hot")
        assert "1 of 2 points" in shown(student.run("check-one_hot"))
        assert "4 of 15 points" in student.say("from collab import submit\nprint(submit())")
        name.write_bytes(student.path.read_bytes().replace(b"v[0]", b"v[index]"))  # as a pull brings the old name back
        assert "4 of 15 points" in student.say("from collab import submit\nprint(submit())")
    finally:
        student.path = student.path.replace(name)


@pytest.mark.parametrize("way", ["moved", "deleted", "conflict", "too large"])
def test_a_file_that_nobody_can_read_is_said_and_nothing_is_noted(student: Student, way: str) -> None:
    (student.path.parent / "progress.json").unlink()
    whole = student.path.read_bytes()
    if way == "moved":
        (student.path.parent / "mine").mkdir(exist_ok=True)
        student.path.replace(student.path.parent / "mine" / student.path.name)
    elif way == "deleted":
        student.path.unlink()
    elif way == "conflict":
        student.path.write_bytes(whole.replace(b'"nbformat"', b'<<<<<<< mine\n"nbformat"'))
    else:
        student.path.write_bytes(whole + b" " * 60_000_000)
    card = shown(student.run("check-one_hot"))
    assert "one_hot: right in this kernel, not yet in the notebook" in card
    assert "01_embedding_lookup.ipynb, cannot be found or read" in card
    assert not (student.path.parent / "progress.json").exists()


def test_a_notebook_that_is_a_link(student: Student) -> None:
    behind = student.path.parent / "store" / "behind.ipynb"
    behind.parent.mkdir(exist_ok=True)
    student.path.replace(behind)
    student.path.symlink_to(behind)
    try:
        student.run("check-one_hot")
        student.edit("one_hot", WRONG)
        assert "its cell was changed" in shown(student.run("check-one_hot"))
    finally:
        student.path.unlink()
        behind.unlink()


def test_a_notebook_whose_cells_have_no_ids(student: Student) -> None:
    def strip() -> None:
        notebook = json.loads(student.path.read_text())
        for cell in notebook["cells"]:
            del cell["id"]
        student.path.write_text(json.dumps(notebook | {"nbformat_minor": 4}))

    strip()
    assert "one_hot: right" in shown(student.run("check-one_hot"))
    student.edit("one_hot", WRONG)
    strip()
    assert "its cell was changed" in shown(student.run("check-one_hot"))
    student.delete("one_hot")
    strip()
    assert "no cell defines it any more" in shown(student.run("check-one_hot"))


@pytest.mark.parametrize(
    ("answer", "below"),
    [
        (
            "    def fill(v):\n        v[index] = 1\n        return v\n    return fill(torch.zeros(n))",
            "def fill(v): return v",
        ),
        ("    import math\n    v = torch.zeros(n)\n    v[index] = math.floor(1.5)\n    return v", "import math"),
        (
            "    try:\n        v = torch.zeros(n)\n        v[index] = 1\n    except IndexError as e:\n        raise e\n    return v",
            "for e in range(3): pass",
        ),
    ],
    ids=["function", "import", "error"],
)
def test_a_name_that_is_local_to_the_answer_is_not_the_notebooks(student: Student, answer: str, below: str) -> None:
    student.edit("one_hot", f"def one_hot(index, n):\n{answer}", save=False)
    student.edit("stretch", below)
    student.run("one_hot", "stretch")
    card = shown(student.run("check-one_hot"))
    assert "✓ one_hot: right" in card
    assert "not yet in the notebook" not in card


def test_the_names_of_a_loop_in_brackets_are_its_own(student: Student) -> None:
    student.edit("given", f"{GIVEN}\nONES = [one / one for one in (1.0, 2.0)]", save=False)
    student.edit("one_hot", ONE_HOT.replace("= 1", "= ONES[0]"), save=False)
    student.edit("stretch", "for one in range(3): pass")
    student.run("given", "one_hot", "stretch")
    card = shown(student.run("check-one_hot"))
    assert "✓ one_hot: right" in card
    assert "not yet in the notebook" not in card


def test_notes_of_another_kind_are_no_notes(student: Student) -> None:
    (student.path.parent / "progress.json").write_text(
        '{"one_hot": {"score": 2, "status": "passed", "best": null}, "mse": {"score": true, "status": "passed", "at": []}}'
    )
    assert "one_hot: right" in shown(student.run("check-one_hot"))
    assert "Traceback" not in student.say("progress()")


def test_handing_in_while_the_file_is_being_saved(student: Student) -> None:
    whole = student.path.read_bytes()
    student.path.write_bytes(whole[: len(whole) // 2])
    number = student.start("from collab import submit\nprint(submit())")
    time.sleep(0.15)
    student.save(later=5)
    assert "01_embedding_lookup: 7 of 15 points" in shown(student.outputs(number))
    copy = student.path.parent / "hand-in" / "01_embedding_lookup.ipynb"
    assert copy.read_bytes() == student.path.read_bytes()


def test_what_is_saved_while_it_is_graded_changes_nothing(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    from collab.grading import grade

    whole = student.path.read_bytes()
    os.utime(student.path, (1_000_000_000, 1_000_000_000))

    def slow(path: Path, lesson: str) -> Verdict:
        student.path.unlink()  # another one may come in its place
        return grade_file(path, lesson)

    monkeypatch.setattr(grade, "grade_file", slow)
    found = submit(notebook=student.path)
    assert found is not None
    assert found.file is not None
    assert found.file.read_bytes() == whole
    assert re.search(r"as it was saved at \d\d:\d\d:40\. ", str(found)), "the 40th second, in every time zone"


@pytest.mark.parametrize("name", ["1", '"1"', '"01"', '"01_embedding_lookup.ipynb"'])
def test_the_lesson_to_hand_in_is_the_one_that_is_open(student: Student, name: str) -> None:
    student.save(later=5)
    assert "7 of 15 points" in student.say(f"from collab import submit\nprint(submit({name}))")


def test_a_file_to_hand_in_that_is_not_there(student: Student) -> None:
    assert "there is no file nowhere.ipynb" in student.say(
        "from collab import submit\nsubmit(notebook='nowhere.ipynb')"
    )


def test_handing_in_what_is_not_saved_is_said(student: Student) -> None:
    say = "from collab import submit\nprint(submit())"
    assert "save with Ctrl+S" not in student.say(say)
    student.edit(
        "one_hot", ONE_HOT.replace("v =", "row =").replace("v[", "row[").replace("return v", "return row"), False
    )
    student.run("one_hot", "stretch")
    assert "save with Ctrl+S" in student.say(say)
    student.save(later=-90)  # by a file server's clock
    assert "save with Ctrl+S" not in student.say(say)


def test_handing_in_what_cannot_be_read_writes_nothing(student: Student) -> None:
    student.path.write_text("<<<<<<< mine\n" + student.path.read_text())
    said = student.say("from collab import submit\nsubmit()\nsubmit(1)")
    assert (
        said.count("Nothing was written: the notebook's file, 01_embedding_lookup.ipynb, cannot be found or read") == 2
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('predict("filled", "six")', "'six' is none of the choices: write one of a, b, c between the quotes."),
        ('predict("filed", "a")', "There is no prediction 'filed'. Did you mean 'filled'?"),
        ('rate(None, {"Fargo (1996)": 6})', "'Fargo (1996)' has 6 stars: give a whole number from 1 to 5"),
    ],
)
def test_a_slip_in_a_prediction_or_a_rating_shows_no_code_of_ours(student: Student, said: str, sentence: str) -> None:
    shown = student.say(f"from collab.guess import predict\nfrom collab.viewer import rate\n{said}")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert shown.startswith(f"Not yet: {sentence}")
    assert "File" not in shown
