"""The cells: lost, doubled, torn, merged, moved, edited, of another kind, too many."""

from __future__ import annotations

import copy
import random

from collab import course

from . import LESSON, Made, Notebook, answer_cells, cell_of, code, entry, grade_id, place_of, released, text

EXERCISES = ["build_vocab", "encode", "one_hot", "one_hot_lookup", "embedding_lookup"]


@entry(lost={"encode": "missing"})
def answer_deleted(nb: Notebook) -> Made:
    del nb["cells"][place_of(nb, "encode")]


@entry(lost=dict.fromkeys(EXERCISES, "missing"))
def all_answers_deleted(nb: Notebook) -> Made:
    nb["cells"] = [c for c in nb["cells"] if grade_id(c) not in EXERCISES]


@entry(lost=dict.fromkeys(EXERCISES, "not_attempted"))
def nothing_done(nb: Notebook) -> Made:
    nb |= released()


@entry()
def imports_deleted(nb: Notebook) -> Made:
    nb["cells"] = [c for c in nb["cells"] if not c["source"].startswith(("import", "from"))]


@entry()
def only_the_answers_left(nb: Notebook) -> Made:
    nb["cells"] = answer_cells(nb)


@entry(note="encode is defined in 2 cells; the last one above its check counts")
def every_cell_twice(nb: Notebook) -> Made:
    nb["cells"] = [c for cell in nb["cells"] for c in (cell, copy.deepcopy(cell))]


@entry()
def blanks_beside_the_answers(nb: Notebook) -> Made:
    for number, name in enumerate(EXERCISES):
        nb["cells"].insert(place_of(nb, name) + number % 2, cell_of(released(), name))


@entry()
def a_blank_in_a_cell_with_an_answer(nb: Notebook) -> Made:
    cell_of(nb, "embedding_lookup")["source"] += "\n\n\n" + "".join(cell_of(released(), "encode")["source"])


@entry(note="goes on where the code cell before it stops")
def answers_split_in_two(nb: Notebook) -> Made:
    for name in EXERCISES:
        at, lines = place_of(nb, name), cell_of(nb, name)["source"].split("\n")
        last = max(i for i, line in enumerate(lines) if line.startswith("    return"))
        nb["cells"][at]["source"] = "\n".join(lines[:last])
        nb["cells"].insert(at + 1, code("\n".join(lines[last:])))


@entry(note="goes on where the code cell before it stops")
def an_answer_split_in_every_line(nb: Notebook) -> Made:
    at, lines = place_of(nb, "one_hot"), [line for line in cell_of(nb, "one_hot")["source"].split("\n") if line.strip()]
    docstring = lines.index('    """') if '    """' in lines else 1
    nb["cells"][at]["source"] = "\n".join(lines[: docstring + 1])
    nb["cells"][at + 1 : at + 1] = [code(line) for line in lines[docstring + 1 :]]


@entry()
def answers_merged_into_one_cell(nb: Notebook) -> Made:
    first, *rest = answer_cells(nb)
    first["source"] = "\n\n\n".join(c["source"] for c in (first, *rest))
    nb["cells"] = [c for c in nb["cells"] if c not in rest]


@entry()
def everything_merged_into_one_cell(nb: Notebook) -> Made:
    sources = [
        c["source"] for c in nb["cells"] if c["cell_type"] == "code" and "demo" not in c["metadata"].get("tags", [])
    ]
    nb["cells"] = [code("\n\n".join(sources))]


@entry(note="demonstration cell; it counts all the same")
def an_answer_merged_behind_a_demonstration(nb: Notebook) -> Made:
    demo = next(c for c in nb["cells"] if "demo" in c["metadata"].get("tags", []))
    demo["source"] += "\n\n\n" + nb["cells"].pop(place_of(nb, "encode"))["source"]


@entry(note="another order than in the lesson")
def cells_reversed(nb: Notebook) -> Made:
    nb["cells"].reverse()


@entry(note="another order than in the lesson")
def cells_shuffled(nb: Notebook) -> Made:
    imports = next(c for c in nb["cells"] if c["source"].startswith(("import", "from")))
    nb["cells"].remove(imports)
    random.Random(1).shuffle(nb["cells"])
    nb["cells"].append(imports)


@entry()
def checks_edited(nb: Notebook) -> Made:
    for name in EXERCISES:
        cell_of(nb, f"check-{name}")["source"] = "from collab.notebook import *\nassert True\nraise SystemExit(100)"


@entry()
def checks_deleted(nb: Notebook) -> Made:
    nb["cells"] = [c for c in nb["cells"] if not grade_id(c).startswith("check-")]


@entry(note="stands in a check cell")
def answers_written_into_the_checks(nb: Notebook) -> Made:
    for name in EXERCISES:
        check = cell_of(nb, f"check-{name}")
        check["source"] = f"{cell_of(nb, name)['source']}\n\n{check['source']}\nraise RuntimeError"
        cell_of(nb, name)["source"] = "".join(cell_of(released(), name)["source"])


@entry(note="stands in a markdown cell")
def an_answer_is_markdown_now(nb: Notebook) -> Made:
    cell = cell_of(nb, "encode")
    nb["cells"][place_of(nb, "encode")] = {**text(cell["source"]), "metadata": cell["metadata"]}


@entry(note="stands in a raw cell")
def an_answer_is_raw_and_without_metadata(nb: Notebook) -> Made:
    at = place_of(nb, "one_hot")
    nb["cells"][at] = {**text(nb["cells"][at]["source"]), "cell_type": "raw"}


@entry(lost={"encode": "missing"})
def an_answer_in_words(nb: Notebook) -> Made:
    cell = cell_of(nb, "encode")
    said = "def encode would look every value up in the vocabulary, 0 where it isn't there."
    nb["cells"][place_of(nb, "encode")] = {**text(said), "metadata": cell["metadata"]}


@entry(note="had lost their nbgrader ids")
def all_metadata_lost(nb: Notebook) -> Made:
    nb["metadata"] = {}
    for cell in nb["cells"]:
        cell["metadata"] = {}


@entry(note="had lost their nbgrader ids")
def ids_changed(nb: Notebook) -> Made:
    for number, cell in enumerate(answer_cells(nb)):
        cell["metadata"]["nbgrader"]["grade_id"] = f"cell-{number}"


@entry()
def ids_swapped(nb: Notebook) -> Made:
    for cell, name in zip(answer_cells(nb), reversed(EXERCISES), strict=True):
        cell["metadata"]["nbgrader"] = {**cell["metadata"]["nbgrader"], "grade_id": name}


@entry()
def points_raised(nb: Notebook) -> Made:
    for name in EXERCISES:
        cell_of(nb, f"check-{name}")["metadata"]["nbgrader"]["points"] = 1000
        cell_of(nb, name)["metadata"]["nbgrader"] |= {"grade": True, "points": 50}


@entry()
def nbgrader_metadata_of_an_old_schema(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 1
            cell["metadata"]["nbgrader"].pop("task")


@entry()
def nbgrader_metadata_of_wrong_types(nb: Notebook) -> Made:
    for number, cell in enumerate(answer_cells(nb)):
        cell["metadata"]["nbgrader"] = [None, 3, [], "solution", {"grade_id": {"a": 1}}][number]


@entry()
def one_cell_id_for_all(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        cell["id"] = "the-same"


@entry()
def sources_of_odd_types(nb: Notebook) -> Made:
    for source in (None, 7, 1.5, True, {"a": "b"}, [None, 3, "x = 1"], []):
        nb["cells"] += [code(source), text(source)]
    nb["cells"][3:3] = [{}, {"cell_type": "code"}, {"cell_type": None, "source": "y"}]
    nb["cells"][2:2] = [None, 3, "cell", []]


@entry()
def sources_as_lines_without_line_ends(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        cell["source"] = cell["source"].split("\n")


@entry()
def attachments(nb: Notebook) -> Made:
    picture = {
        "image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    }
    question = cell_of(nb, next(iter(course.lesson(LESSON).questions)))
    question |= {"source": "see ![sketch](attachment:sketch.png)", "attachments": {"sketch.png": picture}}
    nb["cells"].insert(2, text("![x](attachment:x.png)", attachments={"x.png": picture, "odd": 3}))
    nb["cells"].insert(2, text("![y](attachment:y.png)", attachments={"y.png": picture}))


@entry()
def attachments_lost(nb: Notebook) -> Made:
    cell_of(nb, next(iter(course.lesson(LESSON).questions)))["source"] = "my reasons: ![sketch](attachment:sketch.png)"
    nb["cells"].insert(2, text("![x](attachment:x.png) and ![y](<attachment:a b.png>)", attachments={"a b.png": {}}))


@entry()
def huge_outputs(nb: Notebook) -> Made:
    for cell in answer_cells(nb):
        cell["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": "epoch 1 loss 0.9\n" * 40_000},
            {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 500_000, "text/plain": [3]}},
            {"output_type": "error", "ename": 3, "evalue": None, "traceback": "none"},
            "not an output",
        ]


@entry()
def a_cell_of_a_megabyte(nb: Notebook) -> Made:
    nb["cells"].insert(3, code("table = [\n" + "    [1.25, 2.5, 3.75],\n" * 45_000 + "]"))


@entry(says="more than 4 MB of code")
def a_cell_of_five_megabytes(nb: Notebook) -> Made:
    nb["cells"].insert(3, code(f"picture = '{'A' * 5 * 2**20}'"))


@entry()
def five_thousand_cells(nb: Notebook) -> Made:
    nb["cells"][3:3] = [code(f"x{i} = {i}") if i % 2 else text(f"note {i}") for i in range(5000)]
