"""Magics: those that delete names, set something, write files or keep a cell from running, as a kernel does them; and those
that bring names from outside the notebook, which nobody hands in."""

from __future__ import annotations

from . import Notebook, after, answer, before, body, entry, on_top

UNIT = "def unit(n, i):\n    return torch.eye(n)[i]"
BY_UNIT = "def one_hot(index, n):\n    return unit(n, index)"


def scaled(value: str) -> str:
    return f"def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = {value}\n    return v"


@entry()
def reset_before_everything(nb: Notebook) -> None:
    on_top(nb, "%reset -f")


@entry()
def reset_and_imported_anew(nb: Notebook) -> None:
    after(nb, "check-encode", "%reset -sf", "import torch\nfrom torch import nn\nfrom collab import check, hint")


@entry("01", "one_hot", "one_hot_lookup", says="`%reset -f` in code cell \\d+ deletes `torch`, which is needed below")
def reset_takes_the_imports_along(nb: Notebook) -> None:
    before(nb, "one_hot", "%reset -f\nfrom collab import check, hint")


@entry("01", "encode", says="`encode` is not there. `%reset -f` in code cell \\d+ deletes `encode`")
def reset_between_answer_and_check(nb: Notebook) -> None:
    after(nb, "encode", "%reset -f", "import torch\nfrom collab import check, hint")


@entry("01", "one_hot", "one_hot_lookup", says="`%reset` in code cell \\d+ deletes `torch`")
def reset_that_asks(nb: Notebook) -> None:
    before(nb, "one_hot", "%reset\nfrom collab import check, hint")


@entry()
def reset_of_outputs_alone(nb: Notebook) -> None:
    before(nb, "one_hot", "%reset -f out")


@entry("01", "one_hot", "one_hot_lookup", says="`%reset_selective -f one_hot` in code cell \\d+ deletes `one_hot`")
def one_name_deleted_by_its_pattern(nb: Notebook) -> None:
    after(nb, "one_hot", "%reset_selective -f one_hot")


@entry("01", "one_hot", "one_hot_lookup", says="`%xdel one_hot` in code cell")
def one_name_deleted(nb: Notebook) -> None:
    after(nb, "one_hot", "%xdel one_hot")


@entry(
    "01",
    "one_hot",
    "one_hot_lookup",
    elsewhere=True,
    note="asks for `%run helpers.py`, which was ignored: only the notebook itself",
    says="Was `unit` to come from `%run helpers.py` in code cell",
)
def a_script_is_run(nb: Notebook) -> None:
    before(nb, "one_hot", "%run helpers.py")
    answer(nb, "one_hot")["source"] = BY_UNIT


@entry("01", "one_hot", "one_hot_lookup", elsewhere=True, says="`one_hot` to come from `%run answers.ipynb`")
def the_answer_is_in_another_notebook(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%run answers.ipynb"


@entry("01", elsewhere=True, note="`%run helpers.py`")
def a_script_is_run_for_nothing(nb: Notebook) -> None:
    on_top(nb, "%run helpers.py")


@entry("01", "one_hot", "one_hot_lookup", elsewhere=True, says="Was `one` to come from `%store -r one`")
def a_name_out_of_the_store(nb: Notebook) -> None:
    before(nb, "one_hot", "%store -r one")
    answer(nb, "one_hot")["source"] = scaled("one")


@entry("01", elsewhere=True, note="`%pylab inline`")
def pylab(nb: Notebook) -> None:
    on_top(nb, "%pylab inline")


@entry()
def a_script_is_loaded(nb: Notebook) -> None:
    before(nb, "one_hot", "%load helpers.py", "# %load helpers.py\n" + UNIT)
    answer(nb, "one_hot")["source"] = BY_UNIT


@entry()
def a_module_is_written_and_imported(nb: Notebook) -> None:
    before(nb, "one_hot", f"%%writefile helpers_of_mine.py\nimport torch\n\n\n{UNIT}")
    answer(nb, "one_hot")["source"] = f"from helpers_of_mine import unit\n\n\n{BY_UNIT}"


@entry("01", "one_hot", "one_hot_lookup", says="begins with `%%writefile answers.py`, which takes the cell as a text")
def an_answer_under_writefile(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%%writefile answers.py\n" + body(nb, "one_hot")


@entry("01", "encode", says="begins with `%%script false --no-raise-error`")
def an_answer_that_is_skipped(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "%%script false --no-raise-error\n" + body(nb, "encode")


@entry()
def cells_for_the_shell_and_the_page(nb: Notebook) -> None:
    before(nb, "one_hot", "%%bash\necho hello", "%%html\n<b>hello</b>", "%%javascript\n1 + 1", "%%sh\nexit 3")


@entry()
def lines_of_a_command(nb: Notebook) -> None:
    before(nb, "one_hot", "files = !ls\nhow_many = len(files)\none = 1.0 + how_many - how_many")
    answer(nb, "one_hot")["source"] = scaled("one")


@entry()
def the_environment_is_set_and_read(nb: Notebook) -> None:
    before(nb, "one_hot", "%env ONE=1.0\n%set_env ZERO 0\ntext = %env ONE\none = float(text)")
    answer(nb, "one_hot")["source"] = "import os\n\n\n" + scaled("one * float(os.environ['ONE'])")


@entry()
def the_folder_is_changed_and_asked_for(nb: Notebook) -> None:
    before(nb, "one_hot", "%cd /\nhere = %pwd\none = float(len(here))")
    answer(nb, "one_hot")["source"] = scaled("one")


@entry()
def what_was_captured_is_looked_at(nb: Notebook) -> None:
    before(
        nb, "one_hot", "%%capture out\nprint('hello')", "out.show()\ntext = out.stdout\none = float(text is not None)"
    )
    answer(nb, "one_hot")["source"] = scaled("one")


@entry()
def captured_and_timed_with_a_magic_in_it(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "%%capture\n%%time\n%matplotlib inline\n" + body(nb, "one_hot")


@entry()
def a_time_that_is_kept(nb: Notebook) -> None:
    before(nb, "one_hot", "took = %timeit -o -n 1 -r 1 sum(range(9))\none = 1.0")
    answer(nb, "one_hot")["source"] = scaled("one")


@entry()
def settings_of_the_kernel(nb: Notebook) -> None:
    on_top(
        nb,
        "%config InlineBackend.figure_format = 'retina'\n%precision 3\n%xmode Minimal\n%who\n%pdb off\n%autosave 60",
        "%load_ext autoreload\n%autoreload 2\n%matplotlib inline\nimport math\n%aimport math",
    )
