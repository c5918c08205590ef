"""What a kernel has besides names: a module `__main__`, a shell with magics and outputs, a loop for `await`, widgets."""

from __future__ import annotations

from collections.abc import Callable

from . import Notebook, after, answer, at_the_end, before, body, entry, on_top

ONE_HOT = "def one_hot(index, n):\n    v = torch.zeros(n)\n    v[index] = ONE\n    return v"
ENCODE = (
    "def encode(values, vocab):\n    at = {v: i for i, v in enumerate(vocab)}\n"
    "    return torch.tensor([at.get(v, 0) for v in %s], dtype=torch.long)"
)


def one(*cells: str) -> Callable[[Notebook], None]:
    """A recipe: these cells make ONE, and the answer below them hangs on it."""

    def recipe(nb: Notebook) -> None:
        before(nb, "one_hot", *cells)
        answer(nb, "one_hot")["source"] = ONE_HOT

    return recipe


MAKES_ONE: dict[str, tuple[str, ...]] = {
    "an_own_class_is_pickled": (
        "import pickle\n\n\nclass Config:\n    scale = 1.0\n\n\nONE = pickle.loads(pickle.dumps(Config())).scale",
    ),
    "a_whole_model_is_saved_and_loaded": (
        "from torch import nn\n\n\nclass Scale(nn.Linear):\n    pass\n\n\ntorch.save(Scale(1, 1), 'scale.pt')",
        "ONE = float(torch.load('scale.pt', weights_only=False).in_features)",
    ),
    "an_own_function_is_mapped_by_processes": (
        "import multiprocessing as mp\n\n\ndef half(x):\n    return x / 2",
        "with mp.get_context('fork').Pool(2) as pool:\n    ONE = pool.map(half, [2, 4])[0]",
    ),
    "the_notebook_as_a_module": (
        "import sys\nsetattr(sys.modules[__name__], 'scale', 1.0)",
        "from __main__ import scale as ONE",
    ),
    "hints_are_looked_up_by_name": (
        "from __future__ import annotations\nimport typing\n\n\nclass Kind:\n    pass",
        "class Config:\n    kind: Kind",
        "ONE = float(typing.get_type_hints(Config)['kind'] is Kind)",
    ),
    "the_configuration_is_asked": ("ONE = float('IPKernelApp' in get_ipython().config)",),
    "the_class_of_the_shell_is_asked": ("ONE = float(type(get_ipython()).__name__ == 'ZMQInteractiveShell')",),
    "an_extension_is_loaded_once": (
        "if 'autoreload' not in get_ipython().extension_manager.loaded:\n    %load_ext autoreload\nONE = 1.0",
    ),
    "the_last_value_is_used": ("2 - 1", "ONE = float(_)"),
    "an_output_is_used_by_its_number": ("0.5 + 0.5", "ONE = list(Out.values())[-1]"),
    "a_magic_that_times_gives_a_value": ("ONE = %time 0.25 * 4",),
    "a_best_time_is_read": ("best = %timeit -o -q -n 1 -r 1 sum(range(9))\nONE = float(best.best >= 0)",),
    "what_is_timed_leaves_no_names": ("%%timeit -n 1 -r 1\nsum = 0", "ONE = float(sum([1]))"),
    "what_was_printed_is_read": ("%%capture printed\nprint('1.0')", "ONE = float(printed.stdout)"),
    "captured_by_a_block": (
        "from IPython.utils.capture import capture_output\nwith capture_output() as said:\n    print('1.0')",
        "ONE = float(said.stdout)",
    ),
    "a_handle_is_updated": (
        "handle = display('0 %', display_id=True)\nhandle.update('100 %')\nONE = 1.0",
    ),
    "a_slider_has_a_value": ("import ipywidgets\nONE = ipywidgets.FloatSlider(value=1.0).value",),
    "a_block_prints_into_a_widget": (
        "import ipywidgets as w\nplace = w.Output()\nwith place:\n    ONE = 1.0\nplace",
    ),
    "a_function_with_sliders": (
        "from ipywidgets import interact, interact_manual\ninteract(lambda x: x, x=(0, 5))\n\n\n@interact_manual\ndef show(x=2.0):\n    return x\n\n\nONE = 1.0",
    ),
    "a_class_derived_from_html": (
        "from IPython.display import HTML\n\n\nclass Note(HTML):\n    pass\n\n\nONE = float(len(Note('a').data))",
    ),
    "a_magic_of_ones_own": (
        "from IPython.core.magic import register_cell_magic\n\n\n@register_cell_magic\ndef twice(line, cell):\n    get_ipython().run_cell(cell)",
        "%%twice\nONE = 1.0",
    ),
    "a_name_through_the_shell": ("get_ipython().user_ns['ONE'] = 1.0",),
    "a_variable_of_the_environment_from_a_name": (
        "scale = 1.0\n%env SCALE={scale}\nimport os\nONE = float(os.environ['SCALE'])",
    ),
    "a_folder_made_by_a_command": (
        "!mkdir -p out/deep",
        "%%writefile out/deep/scale.py\nONE = 1.0",
        "import sys\nsys.path.insert(0, 'out/deep')\nfrom scale import ONE",
    ),
    "a_file_made_by_a_command": ("!echo 1.0 > scale.txt", "ONE = float(open('scale.txt').read())"),
    "a_script_of_the_shells_that_installs_too": (
        "%%bash\npip install nothing-of-the-kind\nmkdir -p made\necho 1.0 > made/scale.txt",
        "ONE = float(open('made/scale.txt').read())",
    ),
    "a_script_written_and_run": ("%%writefile scale_script.py\nONE = 1.0", "%run scale_script.py"),
    "a_folder_changed_without_a_percent": ("!mkdir -p below", "cd below", "import os\nONE = float(os.getcwd().endswith('below'))"),
    "a_task_that_is_waited_for_below": (
        "import asyncio\n\n\nasync def fetch():\n    await asyncio.sleep(0)\n    return 1.0\n\n\ntask = asyncio.create_task(fetch())",
        "ONE = await task",
    ),
    "a_return_at_the_top": ("ONE = 1.0\nreturn",),
    "a_break_at_the_top": ("ONE = 1.0\nbreak",),
    "whether_this_is_colab_within_suppress": (
        "from contextlib import suppress\nCOLAB = False\nwith suppress(ImportError):\n    import google.colab\n    COLAB = True",
        "ONE = float(not COLAB)",
    ),
    "whether_this_is_colab_by_a_function": (
        "def on_colab():\n    import google.colab\n    return True",
        "try:\n    COLAB = on_colab()\nexcept ImportError:\n    COLAB = False\nONE = float(not COLAB)",
    ),
    "whether_this_is_colab_by_its_specification": (
        "import importlib.util\nCOLAB = bool(importlib.util.find_spec('google')) and bool(importlib.util.find_spec('google.colab'))",
        "ONE = float(not COLAB)",
    ),
    "what_was_shown_is_kept": ("%%capture kept\ndisplay('one')", "ONE = float(len(kept.outputs))"),
    "who_and_where": (
        "import getpass\nprint('Author:', getpass.getuser())\nimport os\nos.makedirs('../outputs', exist_ok=True)",
        "torch.save(torch.ones(1), '../outputs/one.pt')\nONE = torch.load('../outputs/one.pt').item()",
    ),
    "a_guess_and_ones_own_ratings": (
        "from collab import load_ratings\nfrom collab.guess import predict\nfrom collab.viewer import viewer",
        "predict('filled', '')\nyou = viewer(load_ratings())\nONE = 1.0",
    ),
    "a_package_is_installed_by_a_process": (
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', '-q', '--no-index', 'nothing-of-the-kind'])\nONE = 1.0",
    ),
    "points_are_asserted": ("points = check('encode')\nassert points == 4, points\nONE = points / points",),
    "points_are_added_up": ("points = check('build_vocab') + check('encode')\nONE = 1.0",),
    "a_cell_about_demographics": ("# demographics of the raters\nONE = 1.0",),
}  # fmt: skip
for _name, _cells in MAKES_ONE.items():
    _recipe = one(*_cells)
    _recipe.__name__ = _name
    entry()(_recipe)


@entry()
def a_bar_for_notebooks(nb: Notebook) -> None:
    on_top(nb, "from tqdm.notebook import tqdm")
    answer(nb, "encode")["source"] = ENCODE % "tqdm(values)"


@entry()
def a_bar_of_rich(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "from rich.progress import track\n\n\n" + ENCODE % "track(list(values))"


@entry()
def what_prints_goes_by_its_encoding(nb: Notebook) -> None:
    mark = "def mark():\n    return '✓' if sys.stdout.encoding.lower().startswith('utf') else 'ok'"
    source = ENCODE % "(print(mark()) or values)"
    answer(nb, "encode")["source"] = f"import sys\n\n\n{mark}\n\n\n{source}"


@entry("09")
def the_best_model_is_kept_in_a_file(nb: Notebook) -> None:
    cell = answer(nb, "Recommender")
    assert "    def fit(self" in cell["source"]
    cell["source"] += (
        "\n\n\ntorch.save(Recommender(), 'best.pt')\nRecommender = type(torch.load('best.pt', weights_only=False))"
    )


@entry()
def whether_this_is_colab_is_asked(nb: Notebook) -> None:
    on_top(
        nb,
        "import os\ntry:\n    from google.colab import drive\n    IN_COLAB = True\nexcept ImportError:\n    IN_COLAB = False",
        "if IN_COLAB:\n    os.chdir('/content/drive/MyDrive')\ndevice = 'cuda' if IN_COLAB else 'cpu'",
    )
    answer(nb, "one_hot")["source"] = ONE_HOT.replace("zeros(n)", "zeros(n, device=device)").replace("ONE", "1")


@entry()
def an_import_beside_a_check(nb: Notebook) -> None:
    at = nb["cells"].index(answer(nb, "check-encode"))
    nb["cells"][at]["source"] = "import torch.nn.functional as F\n\n" + nb["cells"][at]["source"]
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return F.one_hot(torch.tensor(index), n).float()"


@entry()
def a_helper_beside_the_blank(nb: Notebook) -> None:
    cell = answer(nb, "encode")
    cell["source"] = "UNKNOWN = 0\n\n\ndef encode(values, vocab):\n    raise NotImplementedError()"
    after(nb, "encode", (ENCODE % "values").replace("get(v, 0)", "get(v, UNKNOWN)"))


@entry("02")
def a_class_finished_by_inheritance(nb: Notebook) -> None:
    whole = answer(nb, "DotProduct")["source"]
    start, forward = whole[: whole.index("    def forward")], whole[whole.index("    def forward") :]
    forward = "\n".join(line for line in forward.split("\n") if "### " not in line)
    start = "\n".join(line for line in start.split("\n") if "### " not in line)
    answer(nb, "DotProduct")["source"] = start + "    def forward(self, x):\n        raise NotImplementedError()"
    after(nb, "DotProduct", f"class DotProduct(DotProduct):\n{forward}")


GUARDED = (ENCODE % "values").replace(
    "\n    at", "\n    if not isinstance(vocab, list):\n        raise NotImplementedError('lists only')\n    at", 1
)


@entry()
def a_guard_that_says_not_implemented(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    return torch.zeros(len(values)).long()"
    after(nb, "encode", GUARDED)


@entry()
def a_guarded_answer_wrapped_below(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = GUARDED
    after(nb, "encode", "encode = torch.no_grad()(encode)")


@entry("01", note="encode was answered and checked again below its first check: the last check counts")
def answered_and_checked_again_below(nb: Notebook) -> None:
    right = answer(nb, "encode")["source"]
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    return torch.zeros(len(values)).long()"
    after(
        nb, "check-encode", right.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", ""), 'check("encode")'
    )


@entry("04", kinder=True, note="own lines for `create_params`.* are missing from this notebook; they ran all the same")
def a_given_helper_deleted(nb: Notebook) -> None:
    cells = [c for c in nb["cells"] if "def create_params" in c["source"] and not c["metadata"].get("nbgrader")]
    assert len(cells) == 1
    nb["cells"].remove(cells[0])


@entry("03")
def a_given_cell_changed_as_it_asks_for(nb: Notebook) -> None:
    cells = [c for c in nb["cells"] if c["cell_type"] == "code" and not c["metadata"].get("nbgrader")]
    cell = next(c for c in cells if "nn." in c["source"] and "import" not in c["source"])
    cell["source"] += "\nmine = 3  # changed"


@entry("01", kinder=True, note="mixes tabs and spaces or has invisible characters")
def tabs_and_spaces(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    v = torch.zeros(n)\n\tv[index] = 1\n    return v"


@entry("01", elsewhere=True)
def answers_moved_about_and_names_shadowed_below(nb: Notebook) -> None:
    first, second = nb["cells"].index(answer(nb, "build_vocab")), nb["cells"].index(answer(nb, "encode"))
    nb["cells"][first], nb["cells"][second] = nb["cells"][second], nb["cells"][first]
    nb["cells"].append({**nb["cells"][first], "metadata": {}, "source": "sorted = set = enumerate = 0"})


@entry("01", note="encode was answered and checked again below its first check: the last check counts")
def answered_and_checked_again_in_one_cell(nb: Notebook) -> None:
    right = body(nb, "encode")
    answer(nb, "encode")["source"] = "def encode(values, vocab):\n    return torch.zeros(len(values)).long()"
    after(nb, "check-encode", f'{right}\n\n\n%time check("encode")')


@entry("02")
def a_method_tried_out_below_its_class(nb: Notebook) -> None:
    after(nb, "DotProduct", "    def forward(self, x):\n        print(x.shape)\n        return x")


@entry("02")
def a_helper_left_indented_below_a_class(nb: Notebook) -> None:
    after(nb, "DotProduct", "    def squared(t):\n        return t ** 2")
    after(
        nb,
        "mse",
        "plain_mse = mse\n\n\ndef mse(predictions, targets):\n    return plain_mse(predictions, targets) * squared(1)",
    )


@entry()
def a_sketch_on_top_and_a_name_used_up_below(nb: Notebook) -> None:
    before(nb, "build_vocab", "# sketch of what is to come\ndef one_hot(index, n):\n    return [0] * n")
    at_the_end(nb, "encode = encode(['a'], ['#na#', 'a'])\none_hot = one_hot(2, 5)")


@entry("03")
def example_cells_deleted(nb: Notebook) -> None:
    nb["cells"] = [c for c in nb["cells"] if not c["source"].startswith("for ") and "# demo" not in c["source"]]
