"""Reading what was handed in: whatever can be recognised is kept, the rest gets one sentence."""

import json
from pathlib import Path

import pytest

from collab import course
from collab.grading.reading import files as reading
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import find_notebooks, read
from collab.grading.reading.source import plain_python

from .conftest import HandIn, cell_of


def answers(path: Path) -> dict[str, str]:
    """Exercise -> source of the cell that will run for it."""
    return {c.exercise: c.source for c in read(path).cells if c.exercise}


def test_every_exercise_is_found_and_check_cells_do_not_run(hand_in: HandIn, lesson: course.Lesson) -> None:
    found = read(hand_in())
    assert [c.exercise for c in found.cells if c.exercise] == list(lesson.exercises)
    assert not [c for c in found.cells if "check(" in c.source.splitlines()[-1]]
    assert not found.notes


def test_lost_metadata_is_recognised_by_what_cells_define(hand_in: HandIn, lesson: course.Lesson) -> None:
    def forget(notebook: dict) -> None:
        for cell in notebook["cells"]:
            cell["metadata"] = {}

    path = hand_in(change=forget)
    assert list(answers(path)) == list(lesson.exercises)
    assert "had lost their nbgrader ids" in read(path).notes[0]


@pytest.mark.parametrize("attempt_first", [True, False])
def test_a_blank_double_does_not_hide_the_attempt(hand_in: HandIn, attempt_first: bool) -> None:
    def double(notebook: dict) -> None:
        cell = cell_of(notebook, "evaluate")
        stub = {**cell, "source": "def evaluate(model, batches):\n    raise NotImplementedError()"}
        at = notebook["cells"].index(cell)
        notebook["cells"].insert(at + attempt_first, stub)

    assert "total" in answers(hand_in(change=double))["evaluate"]


def test_of_two_attempts_the_last_counts_and_a_note_says_so(hand_in: HandIn) -> None:
    def double(notebook: dict) -> None:
        notebook["cells"].append(
            {**cell_of(notebook, "evaluate"), "source": "def evaluate(model, batches):\n    return 1.0"}
        )

    found = read(hand_in(change=double))
    assert [c.source for c in found.cells if c.exercise == "evaluate"][-1].endswith("return 1.0")
    assert any("evaluate is defined in 2 cells" in n for n in found.notes)


def test_a_blank_of_one_does_not_hide_the_answer_to_another_in_the_same_cell(hand_in: HandIn) -> None:
    merged = "def evaluate(model, batches):\n    raise NotImplementedError()\n\n\ndef decay_weights(parameters, lr, wd):\n    pass"

    def merge(notebook: dict) -> None:
        notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": merged})

    (cell,) = [c for c in read(hand_in(change=merge)).cells if c.source.endswith("    pass")]
    assert "def evaluate" not in cell.source
    assert cell.source.splitlines().index("def decay_weights(parameters, lr, wd):") == 4  # where the student sees it
    assert cell.answers("decay_weights")
    assert not cell.answers("evaluate")


def test_demonstrations_do_not_run_even_without_their_tag(hand_in: HandIn) -> None:
    def add(notebook: dict) -> None:
        notebook["cells"].append({"cell_type": "code", "metadata": {"tags": ["demo"]}, "source": "tagged()"})
        notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "# demo: trains\nmarked()"})

    sources = [c.source for c in read(hand_in(change=add)).cells]
    assert not [s for s in sources if "tagged" in s or "marked" in s]


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1",
        "!pip install something\nx = 1",
        "x = 1\nx?",
        "%%time\nx = 1",
        "files = !ls\nx = 1",
        "x = %pwd",
        "if True:\n    !ls\n    x = 1",
    ],
)
def test_magics_and_shell_lines_become_python(source: str) -> None:
    compile(plain_python(source), "cell", "exec")


def test_plain_python_is_left_as_it_is() -> None:
    source = "text = '''\n%not a magic\n!nor this\n'''\ny = (7\n % 2)"
    assert plain_python(source) == source


def test_a_syntax_error_stays_the_students_own() -> None:
    assert plain_python("def f(:\n    pass") == "def f(:\n    pass"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("{", "not JSON"),
        ("[1, 2]", "no list of cells"),
        ('{"cells": 3}', "no list of cells"),
        ('{"worksheets": []}', "does not look like a lesson"),
        ('{"cells": []}', "does not look like a lesson"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "notes.ipynb"
    path.write_text(content)
    with pytest.raises(SubmissionError, match=says):
        read(path)


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": []}))
    with pytest.raises(SubmissionError, match="clear all outputs"):
        read(path)


@pytest.mark.parametrize(
    "cell", [3, None, {}, {"cell_type": "code", "source": 7, "metadata": "x"}, {"cell_type": 1, "source": [1, "x = 2"]}]
)
def test_malformed_cells_do_not_stop_the_reading(hand_in: HandIn, lesson: course.Lesson, cell: object) -> None:
    assert list(answers(hand_in(change=lambda notebook: notebook["cells"].insert(0, cell)))) == list(lesson.exercises)


def test_a_byte_order_mark_and_windows_line_ends_are_read(
    hand_in: HandIn, answered: dict, lesson: course.Lesson
) -> None:
    path = hand_in()
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(answered).replace("\\n", "\\r\\n").encode())
    assert list(answers(path)) == list(lesson.exercises)


def test_a_lesson_is_recognised_under_any_file_name(hand_in: HandIn, tmp_path: Path, lesson: course.Lesson) -> None:
    renamed = tmp_path / "homework (3) final.ipynb"
    hand_in().rename(renamed)
    assert read(renamed).lesson.id == lesson.id


def test_folders_are_searched_without_checkpoints(tmp_path: Path) -> None:
    for name in ("b/x.ipynb", "a/x.ipynb", "a/.ipynb_checkpoints/x-checkpoint.ipynb", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert [label for _, label in find_notebooks(tmp_path)] == ["a/x.ipynb", "b/x.ipynb"]


def test_methods_in_a_cell_of_their_own_belong_to_the_class_above(hand_in: HandIn) -> None:
    def split(notebook: dict) -> None:
        cell = cell_of(notebook, "DotProductBias")
        head, tail = cell["source"].split("    def forward")
        rest = {"cell_type": "code", "metadata": {}, "source": "    def forward" + tail}
        cell["source"] = head
        notebook["cells"].insert(notebook["cells"].index(cell) + 1, rest)

    found = read(hand_in(change=split))
    assert "    def forward(self, x):" in next(c.source for c in found.cells if c.exercise == "DotProductBias")
    assert "were read as one" in found.notes[0]


def test_a_cell_that_is_merely_indented_is_no_part_of_the_answer_above(hand_in: HandIn) -> None:
    def try_it(notebook: dict) -> None:
        own = {"cell_type": "code", "metadata": {}, "source": "    p = torch.ones(3)\n    decay_weights([p], 1, 1)"}
        notebook["cells"].insert(notebook["cells"].index(cell_of(notebook, "decay_weights")) + 1, own)

    found = read(hand_in(change=try_it))
    assert not found.notes
    assert any(c.source.startswith("p = torch") and not c.exercise for c in found.cells)


def test_a_link_is_not_followed(hand_in: HandIn, tmp_path: Path) -> None:
    link = tmp_path / "eve" / "04_dot_product_bias" / "04_dot_product_bias.ipynb"
    link.parent.mkdir(parents=True)
    link.symlink_to(hand_in("ada"))
    with pytest.raises(SubmissionError, match="is a link"):
        read(link)


def test_a_folder_named_as_a_lesson_is_one_submission(tmp_path: Path) -> None:
    for name in (
        "ada/04_dot_product_bias/mine.ipynb",
        "ben/04_dot_product_bias/04_dot_product_bias/04_dot_product_bias.ipynb",
        "ben/04_dot_product_bias/scratch.ipynb",
        "cleo/04_dot_product_bias/a.ipynb",
        "cleo/04_dot_product_bias/b.ipynb",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    labels = [label for _, label in find_notebooks(tmp_path)]
    assert labels == [
        "ada/04_dot_product_bias/mine.ipynb",
        "ben/04_dot_product_bias/04_dot_product_bias/04_dot_product_bias.ipynb",
        "cleo/04_dot_product_bias/a.ipynb",
    ]
    assert [label for _, label in find_notebooks(tmp_path / "ada" / "04_dot_product_bias")] == ["mine.ipynb"]


L = "04_dot_product_bias"


@pytest.mark.parametrize(
    "files",
    [
        ["ada/L.ipynb", "bob/L.ipynb", "eve/L.ipynb"],
        ["submitted/ada/L/mine.ipynb", "submitted/bob/L/mine.ipynb"],
        ["ada_11_assignsubmission_file_L.ipynb", "bob_12_assignsubmission_file_L.ipynb"],
        ["submissions/ada_11_2222_L.ipynb", "submissions/bob_12_2223_L.ipynb"],
        ["L.ipynb", "ada/L.ipynb", "bob/L.ipynb"],  # the blank beside, which is a row of its own
        ["ada/L.ipynb", "bob/L.ipynb", "eve/answers.py"],
        ["L-ada/L.ipynb", "L-bob/L.ipynb"],  # GitHub's clones
    ],
    ids=str,
)
def test_a_class_in_a_folder_named_as_a_lesson_is_no_single_student(tmp_path: Path, files: list[str]) -> None:
    files = [name.replace("L", L) for name in files]
    write_notebooks(tmp_path / L, files)
    rows = [name.removesuffix("/answers.py") for name in files]  # who has no notebook is a folder
    assert [label for _, label in find_notebooks(tmp_path / L)] == rows
    assert [label for _, label in find_notebooks(tmp_path)] == [f"{L}/{name}" for name in rows]


@pytest.mark.parametrize(
    "files",
    [
        ["old/L.ipynb", "new/L.ipynb"],
        ["L/L.ipynb", "old/L.ipynb"],
        ["L/L.ipynb", "L (1)/L.ipynb"],
        ["L copy/L.ipynb", "L-2/L.ipynb"],
        ["lessons/L/L.ipynb", "work/a.ipynb"],
        ["course/lessons/01_embedding_lookup/01_embedding_lookup.ipynb", "course/lessons/L/L.ipynb"],
        ["L - Copy.ipynb", "L - Copy (2).ipynb"],
    ],
    ids=str,
)
@pytest.mark.parametrize("where", ["submitted/ada/L", "L"])
def test_one_students_copies_are_one_submission(tmp_path: Path, where: str, files: list[str]) -> None:
    write_notebooks(tmp_path / where.replace("L", L), [name.replace("L", L) for name in files])
    assert len(find_notebooks(tmp_path)) == 1
    write_notebooks(tmp_path / "submitted" / "bob" / L, [f"{L}.ipynb"])
    assert len(find_notebooks(tmp_path)) == 2


def write_notebooks(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
