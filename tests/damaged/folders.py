"""The folder: another lesson's notebook in it, another name, none, several, deeper down."""

from __future__ import annotations

import copy

from collab import course

from . import LESSON, NAME, Made, Notebook, answered, cell_of, code, dump, entry, released, text

OTHER = "04_dot_product_bias"


@entry(says=f"This is the notebook of lesson {OTHER}: hand in that of lesson {LESSON}")
def another_lesson(nb: Notebook) -> Made:
    return dump(answered(OTHER))


@entry(says=f"This is the notebook of lesson {OTHER}: hand in that of lesson {LESSON}")
def another_lesson_under_its_own_name_without_metadata(nb: Notebook) -> Made:
    other = answered(OTHER)
    other["metadata"] = {}
    other["cells"] = [{**c, "metadata": {}} for c in other["cells"] if not c["source"].startswith("check(")]
    return {f"{OTHER}.ipynb": dump(other)}


@entry()
def renamed(nb: Notebook) -> Made:
    return {"Homework 1 (final, really).ipynb": dump(nb)}


@entry()
def renamed_in_unicode(nb: Notebook) -> Made:
    return {"Übung_1_\U0001f600_e\u0301.ipynb": dump(nb)}


@entry()
def saved_as_text(nb: Notebook) -> Made:
    return {f"{NAME}.txt": dump(nb)}


@entry()
def two_notebooks_one_of_the_lessons_name(nb: Notebook) -> Made:
    scratch = {**nb, "cells": [text("# tries"), code("1 + 1")]}
    return {NAME: dump(nb), "Untitled.ipynb": dump(scratch), "00_other.ipynb": dump(released())}


@entry(
    note=r"There are 2 notebooks \(try 1.ipynb, try 2.ipynb\); try 2.ipynb was graded: it is the only one with answers"
)
def two_notebooks_none_of_the_lessons_name(nb: Notebook) -> Made:
    return {"try 1.ipynb": dump(released()), "try 2.ipynb": dump(nb)}


@entry(note=rf"{LESSON} \(1\).ipynb was graded: it is the only one with answers in it")
def finished_download_beside_the_blank(nb: Notebook) -> Made:
    return {NAME: dump(released()), f"{LESSON} (1).ipynb": dump(nb)}


@entry(note=rf"Copy of {NAME} was graded: it is the only one with answers in it")
def copy_of_beside_the_blank(nb: Notebook) -> Made:
    return {NAME: dump(released()), f"Copy of {NAME}": dump(nb)}


@entry(note=rf"{LESSON}/{NAME} was graded: it is the only one with answers in it")
def unzipped_beside_the_blank(nb: Notebook) -> Made:
    return {NAME: dump(released()), f"{LESSON}/{NAME}": dump(nb)}


@entry(note="first.ipynb was graded: it answers most exercises, 5")
def an_older_state_under_the_lessons_name(nb: Notebook) -> Made:
    older = copy.deepcopy(nb)
    cell_of(older, "encode")["source"] = cell_of(released(), "encode")["source"]
    return {NAME: dump(older), "first.ipynb": dump(nb)}


@entry(note=rf"{NAME} was graded: it has the lesson's name, and no other answers more exercises")
def two_finished_ones(nb: Notebook) -> Made:
    other = copy.deepcopy(nb)
    cell_of(other, "encode")["source"] = "def encode(values, vocab):\n    return None"
    return {NAME: dump(nb), "tries.ipynb": dump(other)}


@entry(note="none has an answer in it", lost=dict.fromkeys(course.lesson(LESSON).exercises, "not_attempted"))
def two_blank_ones(nb: Notebook) -> Made:
    return {NAME: dump(released()), "again.ipynb": dump(released())}


@entry(says=r"There is no notebook, only answers.pdf, onlinetext.html: save yours in Jupyter")
def a_printout_and_online_text(nb: Notebook) -> Made:
    return {"answers.pdf": b"%PDF-1.4 ...", "onlinetext.html": b"<p>here</p>"}


@entry(says=r"There is no notebook, only homework.rar: save yours in Jupyter")
def an_archive_that_nobody_opened(nb: Notebook) -> Made:
    return {"homework.rar": b"Rar!\x1a\x07\x00"}


@entry()
def nested(nb: Notebook) -> Made:
    return {f"homework/week 1/{NAME}": dump(nb)}


@entry()
def nested_and_renamed(nb: Notebook) -> Made:
    return {f"{LESSON}/{LESSON}/solution.ipynb": dump(nb), "__MACOSX/._solution.ipynb": b"\0\5\x16\7"}


@entry()
def rubbish_beside_it(nb: Notebook) -> Made:
    checkpoint = f".ipynb_checkpoints/{LESSON}-checkpoint.ipynb"
    return {
        NAME: dump(nb),
        checkpoint: dump(released()),
        f"._{NAME}": b"\0\5\x16\7",
        "Thumbs.db": b"x",
        "torch.py": b"1/0",
    }


@entry(says=rf"There is no notebook, only {LESSON}.py: save yours in Jupyter")
def a_script_in_place_of_a_notebook(nb: Notebook) -> Made:
    return {f"{LESSON}.py": b"def encode(values, vocab):\n    pass\n"}


@entry(says=f"There is no notebook: save yours in Jupyter and hand in {NAME}")
def only_a_checkpoint(nb: Notebook) -> Made:
    return {f".ipynb_checkpoints/{LESSON}-checkpoint.ipynb": dump(nb)}
