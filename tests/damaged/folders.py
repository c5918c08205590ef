"""The folder: another lesson's notebook in it, another name, none, several, deeper down."""

from __future__ import annotations

from . import LESSON, NAME, Made, Notebook, answered, code, dump, entry, released, text

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


@entry(says=r"There are 2 notebooks \(.*\) and none is marked as the one that counts: hand in that one as")
def two_notebooks_none_of_the_lessons_name(nb: Notebook) -> Made:
    return {"try 1.ipynb": dump(released()), "try 2.ipynb": dump(nb)}


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
