"""The file: not JSON, not a notebook, another format, another encoding."""

from __future__ import annotations

import json

from . import Made, Notebook, answer_cells, code, dump, entry, text

NO_NOTEBOOK = "not a notebook: it is not JSON"


@entry(says="The file is empty: save")
def empty_file(nb: Notebook) -> Made:
    return b""


@entry(says="The file is empty: save")
def only_zero_bytes(nb: Notebook) -> Made:
    return b"\0" * 4096


@entry(says=NO_NOTEBOOK)
def not_json(nb: Notebook) -> Made:
    return b"see attached, the server did not let me save\n"


@entry(says=NO_NOTEBOOK)
def a_web_page(nb: Notebook) -> Made:
    return b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Your session has expired.</body></html>\n"


@entry(says=NO_NOTEBOOK)
def a_script(nb: Notebook) -> Made:
    return "\n\n".join(c["source"] for c in nb["cells"] if c["cell_type"] == "code").encode()


@entry(says=NO_NOTEBOOK)
def a_picture(nb: Notebook) -> Made:
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@entry(says="no list of cells")
def a_list(nb: Notebook) -> Made:
    return b"[1, 2, 3]"


@entry(says="no list of cells")
def a_number(nb: Notebook) -> Made:
    return b"42"


@entry(says="it breaks off in the middle")
def truncated(nb: Notebook) -> Made:
    return dump(nb)[: len(dump(nb)) // 2]


@entry(says="it breaks off in the middle")
def truncated_at_the_end(nb: Notebook) -> Made:
    return dump(nb)[:-40]


@entry(says="unfinished git merge")
def git_conflict(nb: Notebook) -> Made:
    lines = dump(nb).split(b"\n")
    lines[20:20] = [b"<<<<<<< HEAD", lines[20], b"=======", lines[20], b">>>>>>> origin/main"]
    return b"\n".join(lines)


@entry(says=NO_NOTEBOOK)
def nested_too_deep(nb: Notebook) -> Made:
    return b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@entry(says="51 MB: clear all outputs")
def larger_than_the_limit(nb: Notebook) -> Made:
    nb["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * (51 * 2**20)}]
    return json.dumps(nb).encode()


@entry(says="no list of cells")
def no_cells_key(nb: Notebook) -> Made:
    del nb["cells"]


@entry(says="no list of cells")
def cells_an_object(nb: Notebook) -> Made:
    nb["cells"] = {str(i): c for i, c in enumerate(nb["cells"])}


@entry(says="does not look like a lesson")
def no_cells_left(nb: Notebook) -> Made:
    nb["cells"] = []


@entry(says="does not look like a lesson")
def own_notebook_under_the_lessons_name(nb: Notebook) -> Made:
    nb["cells"] = [text("# My summer"), code("temperatures = [21, 25, 24]\nmax(temperatures)")]


@entry()
def no_metadata_key(nb: Notebook) -> Made:
    del nb["metadata"]


@entry()
def no_format_numbers(nb: Notebook) -> Made:
    del nb["nbformat"], nb["nbformat_minor"]


@entry(note="had lost their nbgrader ids")
def metadata_of_the_wrong_type(nb: Notebook) -> Made:
    nb["metadata"] = None
    for i, cell in enumerate(nb["cells"]):
        if i % 3:
            cell["metadata"] = [None, "x"][i % 2]
        else:
            del cell["metadata"]


@entry()
def nbformat_3(nb: Notebook) -> Made:
    cells = []
    for cell in nb["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        if cell["cell_type"] == "code":
            old |= {
                "input": cell["source"],
                "language": "python",
                "outputs": [],
                "prompt_number": 1,
                "collapsed": False,
            }
        elif cell["source"].startswith("# ") and "\n" not in cell["source"]:
            old |= {"cell_type": "heading", "level": 1, "source": cell["source"][2:]}
        else:
            old["source"] = cell["source"]
        cells.append(old)
    return dump({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]})


@entry()
def nbformat_5(nb: Notebook) -> Made:
    nb |= {"nbformat": 5, "nbformat_minor": 0, "branches": [], "$schema": "future"}


@entry()
def nbformat_minor_99(nb: Notebook) -> Made:
    nb["nbformat_minor"] = 99
    nb["cells"].append({"cell_type": "canvas", "id": "c", "metadata": {}, "shapes": [], "source": "0 0 1 1"})


# --- encodings ---


@entry()
def byte_order_mark(nb: Notebook) -> Made:
    return b"\xef\xbb\xbf" + dump(nb)


@entry()
def windows_line_ends(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    return dump(nb).replace(b"\n", b"\r\n")


@entry()
def old_mac_line_ends(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r")


def _accented(nb: Notebook) -> Notebook:
    for cell in answer_cells(nb):
        cell["source"] += "\n# Réponse écrite à la hâte, naïve, 3 € — mais exacte"
    return nb


@entry()
def windows_1252(nb: Notebook) -> Made:
    return json.dumps(_accented(nb), ensure_ascii=False).encode("cp1252", "replace")


@entry()
def utf_16(nb: Notebook) -> Made:
    return json.dumps(_accented(nb), ensure_ascii=False).encode("utf-16")


@entry()
def utf_16_without_a_mark(nb: Notebook) -> Made:
    return json.dumps(_accented(nb), ensure_ascii=False).encode("utf-16-le")


@entry()
def utf_32(nb: Notebook) -> Made:
    return json.dumps(_accented(nb), ensure_ascii=False).encode("utf-32")


@entry()
def zeros_at_the_end(nb: Notebook) -> Made:
    return dump(nb) + b"\n" + b"\0" * 1000  # a disk that was full, a computer that went out


@entry()
def raw_control_characters(nb: Notebook) -> Made:
    answer_cells(nb)[0]["source"] += "\n# a tab and a bell: TAB BELL"
    return dump(nb).replace(b"TAB", b"\t").replace(b"BELL", b"\x07")


# --- unicode ---


@entry()
def emoji_and_right_to_left(nb: Notebook) -> Made:
    for cell in answer_cells(nb):
        cell["source"] = (
            f"# \U0001f600 \u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u200f\n{cell['source']}\n_ = '\U0001f9d1\u200d\U0001f393'"
        )
    nb["cells"].insert(0, text("\u0645\u0631\u062d\u0628\u0627 \U0001f44b\U0001f3fd"))
    return dump(nb, ensure_ascii=False)


@entry()
def decomposed_letters(nb: Notebook) -> Made:
    answer_cells(nb)[1]["source"] += "\ne\u0301le\u0300ves = 1\n\u00e9l\u00e8ves + 1"  # one name, NFD and NFC
    return dump(nb, ensure_ascii=False)


@entry()
def invisible_marks_in_code(nb: Notebook) -> Made:
    for cell in answer_cells(nb):
        cell["source"] = "\ufeff" + cell["source"].replace("\n    ", "\n\xa0\xa0\xa0 ").replace(
            "return", "return\u200b"
        )


@entry()
def nul_characters(nb: Notebook) -> Made:
    for cell in answer_cells(nb):
        cell["source"] = cell["source"].replace("\n", "\0\n")


@entry()
def lone_surrogates(nb: Notebook) -> Made:
    for cell in nb["cells"]:
        cell["source"] = f"{cell['source']}\n# \ud83d" if cell["cell_type"] == "code" else f"\udc00{cell['source']}"


@entry()
def right(nb: Notebook) -> Made:
    """Nothing is damaged: the neighbour whose score must not change."""
