"""What stands in cells besides the answer: lines that were released, tries, errors, magics, other shapes of a cell."""

from __future__ import annotations

from . import Notebook, after, answer, at_the_end, before, body, code, entry, on_top, place


@entry()
def the_released_line_as_a_comment(nb: Notebook) -> None:
    head, rest = body(nb, "encode").split("\n", 1)
    answer(nb, "encode")["source"] = f"{head}\n    # raise NotImplementedError()\n{rest}"


@entry()
def the_released_line_in_the_docstring(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = (
        'def one_hot(index, n):\n    """Was: raise NotImplementedError()"""\n    v = torch.zeros(n)\n    v[index] = 1\n    return v'
    )


@entry(
    "01",
    "one_hot",
    "one_hot_lookup",
    says="[Ll]ine 5 of the cell of one_hot still raises NotImplementedError: delete it",
)
def the_released_line_left_below(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = (
        "def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = 1\n    out = v\n    raise NotImplementedError()"
    )


@entry()
def the_released_line_left_behind_a_return(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = (
        "def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = 1\n    return v\n    raise NotImplementedError()"
    )


@entry("02", "DotProduct", says="still raises NotImplementedError")
def the_released_line_left_in_init(nb: Notebook) -> None:
    source = body(nb, "DotProduct")
    answer(nb, "DotProduct")["source"] = source.replace(
        "super().__init__()\n", "super().__init__()\n        raise NotImplementedError()\n"
    )


@entry("02", "DotProduct:0.5", says="`forward`: that part of `DotProduct` is not written yet")
def init_done_and_forward_blank(nb: Notebook) -> None:
    head = body(nb, "DotProduct").split("    def forward")[0]
    answer(nb, "DotProduct")["source"] = head + "    def forward(self, x):\n        raise NotImplementedError()"


@entry("01", kinder=True, note="encode.*stands below its check")
def the_answer_in_a_new_cell_below_the_check(nb: Notebook) -> None:
    source = body(nb, "encode")
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    raise NotImplementedError()"
    after(nb, "check-encode", source)


@entry("01", kinder=True, note="encode")
def the_answer_in_a_new_cell_above_the_blank(nb: Notebook) -> None:
    source = body(nb, "encode")
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    raise NotImplementedError()"
    before(nb, "encode", source)


@entry()
def the_answer_in_a_new_cell_between_blank_and_check(nb: Notebook) -> None:
    source = body(nb, "encode")
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    raise NotImplementedError()"
    after(nb, "encode", source)


@entry()
def tries_of_ones_own(nb: Notebook) -> None:
    after(nb, "one_hot", "one_hot(2, 5)", "v = one_hot(0, 3)\nprint(v, v.dtype)", "assert v.sum() == 1")


@entry("01", note=r"Code cell \d+ stopped at line 1, `1 / 0` \(ZeroDivisionError")
def an_error_in_a_cell_of_ones_own(nb: Notebook) -> None:
    before(nb, "encode", "1 / 0", "undefined_name", "raise ValueError('no')")


@entry("01", note="SyntaxError")
def a_syntax_error_in_a_cell_of_ones_own(nb: Notebook) -> None:
    before(nb, "encode", "for i in range(3)\n    print(i)", "this is a note, not code")


@entry("01", "encode", says="SyntaxError")
def a_syntax_error_in_an_answer(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = body(nb, "encode").replace("):\n", ")\n", 1)


@entry("01")
def an_assert_that_fails_below_the_answer(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = body(nb, "one_hot") + "\n\nassert one_hot(1, 3).tolist() == [1, 0, 0]"


@entry("01", "one_hot", "one_hot_lookup", says="One_hot|one_hot")
def misspelt(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = body(nb, "one_hot").replace("def one_hot", "def One_hot")


@entry()
def future_annotations_in_an_own_cell(nb: Notebook) -> None:
    on_top(nb, "from __future__ import annotations")
    answer(nb, "encode")["source"] = body(nb, "encode").replace(
        "(values, vocab)", "(values: Iterable[Any], vocab: Vocabulary) -> LongTensor"
    )


@entry()
def typed_with_what_typing_has(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "from typing import Any, Iterable\n\n" + body(nb, "encode").replace(
        "(values, vocab)", "(values: Iterable[Any], vocab: list) -> torch.Tensor"
    )


@entry()
def a_line_magic_that_assigns(nb: Notebook) -> None:
    before(nb, "one_hot", "%time first = 1.0")
    answer(nb, "one_hot")["source"] = (
        "def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = first\n    return v"
    )


@entry()
def a_timed_answer(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%%time\n" + body(nb, "one_hot")


@entry()
def a_captured_answer(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%%capture\n" + body(nb, "one_hot")


@entry("01", "one_hot", "one_hot_lookup", kinder=True)
def an_answer_under_timeit(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%%timeit -n 1 -r 1\n" + body(nb, "one_hot")


@entry()
def magics_and_shell_lines(nb: Notebook) -> None:
    on_top(
        nb,
        "%matplotlib inline\n%load_ext autoreload\n%autoreload 2",
        "!echo hello",
        "files = !ls\nprint(len(files) >= 0)",
        "torch?",
    )


@entry("01", "encode", says="async def")
def an_async_answer(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "async " + body(nb, "encode")


@entry()
def await_at_the_top_of_a_cell(nb: Notebook) -> None:
    before(nb, "encode", "import asyncio\nawait asyncio.sleep(0)\nx = 3")


@entry()
def two_answers_in_one_cell(nb: Notebook) -> None:
    answer(nb, "build_vocab")["source"] = body(nb, "build_vocab") + "\n\n\n" + body(nb, "encode")
    answer(nb, "encode")["source"] = "# see above"


@entry()
def an_answer_as_a_lambda(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "one_hot = lambda index, n: torch.eye(n)[index]"


@entry()
def an_answer_out_of_a_helper_cell(nb: Notebook) -> None:
    before(nb, "one_hot", "import numpy as np\n\n\ndef unit(n, i):\n    return np.eye(n, dtype=np.float32)[i]")
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return torch.from_numpy(unit(n, index).copy())"


@entry()
def an_answer_as_a_callable_object(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = (
        "class OneHot:\n    def __call__(self, index, n):\n        v = torch.zeros(n)\n        v[index] = 1\n        return v\n\n\none_hot = OneHot()"
    )


@entry()
def a_check_run_twice_and_with_a_comment(nb: Notebook) -> None:
    after(nb, "check-encode", 'check("encode")  # again')
    nb["cells"][place(nb, "check-one_hot")]["source"] = '# my score:\ncheck("one_hot")'


@entry()
def a_loop_over_all_checks_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, 'for name in ("build_vocab", "encode"):\n    print(check(name))')


@entry()
def notes_between_the_cells(nb: Notebook) -> None:
    for name in ("encode", "one_hot"):
        nb["cells"].insert(
            place(nb, name),
            {"cell_type": "markdown", "metadata": {}, "source": "my notes: raise NotImplementedError()"},
        )


@entry()
def print_and_warn_and_draw(nb: Notebook) -> None:
    before(
        nb,
        "one_hot",
        "import warnings, sys\nwarnings.warn('careful')\nprint('x' * 1000, file=sys.stderr)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    )


@entry("01", "encode")
def the_cell_that_was_emptied(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = ""


@entry("01", "encode")
def an_answer_that_was_commented_out(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "\n".join("# " + line for line in body(nb, "encode").split("\n"))


@entry()
def a_demo_cell_of_ones_own(nb: Notebook) -> None:
    nb["cells"].insert(3, code("# demo\nprint('only for me')"))


@entry("01", note="is a demonstration|demonstration cell")
def an_answer_marked_as_a_demo(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "# demo\n" + body(nb, "one_hot")


@entry()
def an_answer_that_takes_a_while(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = body(nb, "one_hot") + "\n\nimport time\ntime.sleep(2)\nprint(one_hot(1, 2))"


@entry("01", "one_hot:1", "one_hot_lookup", says="memory that nobody has filled")
def an_answer_in_memory_that_nobody_filled(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    v = torch.empty(n)\n    v[index] = 1\n    return v"
