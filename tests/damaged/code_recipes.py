"""The code in the cells: syntax errors, IPython's own language, what asks for a person."""

from __future__ import annotations

from . import Made, Notebook, answer_cells, cell_of, code, entry


@entry(lost={"encode": "error"})
def syntax_error_in_one_answer(nb: Notebook) -> Made:
    cell = cell_of(nb, "encode")
    cell["source"] = cell["source"].replace("def encode(values, vocab):", "def encode(values, vocab)")


@entry()
def syntax_error_in_an_own_cell(nb: Notebook) -> Made:
    nb["cells"].insert(3, code("for i in range(3)\n  print(i"))


@entry(lost=dict.fromkeys(["build_vocab", "encode", "one_hot", "one_hot_lookup", "embedding_lookup"], "error"))
def syntax_error_in_merged_answers(nb: Notebook) -> Made:
    first, *rest = answer_cells(nb)
    first["source"] = "\n\n\n".join(["def broken(:", *(c["source"] for c in (first, *rest))])
    nb["cells"] = [c for c in nb["cells"] if c not in rest]


@entry()
def tabs_and_spaces(nb: Notebook) -> Made:
    for cell in answer_cells(nb):
        lines = cell["source"].split("\n")
        cell["source"] = "\n".join(line.replace("    ", "\t", 1) if i % 2 else line for i, line in enumerate(lines))


@entry()
def magics(nb: Notebook) -> Made:
    nb["cells"].insert(
        0, code("%load_ext autoreload\n%autoreload 2\n%matplotlib inline\n%config InlineBackend.figure_format='svg'")
    )
    for cell in answer_cells(nb):
        cell["source"] = f"%matplotlib inline\n{cell['source']}\n\n%time _ = 1 + 1\nprint?\nhere = %pwd"


@entry()
def cell_magics(nb: Notebook) -> Made:
    for magic, cell in zip(
        ("%%time", "%%capture out", "\n%%time", "%%prun -q", "%%capture"), answer_cells(nb), strict=True
    ):
        cell["source"] = f"{magic}\n{cell['source']}"
    cells = [
        "%%bash\nrm -rf ~ || true",
        "%%html\n<b>x</b>",
        "%%javascript\nalert(1)",
        "%%writefile x.py\ndef f(:",
        "%%R\nx <- 3",
    ]
    nb["cells"][2:2] = [code(source) for source in cells]


@entry()
def shell_lines(nb: Notebook) -> Made:
    nb["cells"].insert(
        0, code("!pip install -q torch\n%pip install pandas\n%conda install numpy\nnames = !ls\n!!ls\n!cd ..")
    )
    cell_of(nb, "one_hot")["source"] = "!nvidia-smi\n" + cell_of(nb, "one_hot")["source"]


@entry()
def input_in_an_own_cell(nb: Notebook) -> Made:
    nb["cells"].insert(3, code("name = input('Your name? ')\nprint('Hello', name)"))


@entry()
def input_in_an_answer(nb: Notebook) -> Made:
    cell = cell_of(nb, "encode")
    cell["source"] = "n = int(input('How many? '))\n" + cell["source"]


@entry()
def await_at_top_level(nb: Notebook) -> Made:
    nb["cells"].insert(
        3,
        code(
            "import asyncio\n\n\nasync def wait():\n    await asyncio.sleep(0.001)\n    return 3\n\n\nx = await wait()"
        ),
    )
    cell_of(nb, "encode")["source"] += "\n\nimport asyncio\nawait asyncio.sleep(0)\nassert x == 3"


@entry()
def run_with_errors_before(nb: Notebook) -> Made:
    nb["cells"].insert(0, code("import a_module_that_nobody_has\n"))
    nb["cells"].insert(4, code("1 / 0"))
    nb["cells"].insert(5, code("raise SystemExit"))
