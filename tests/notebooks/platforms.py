"""What other platforms and other machines leave in a notebook; its author saw it run."""

from __future__ import annotations

from . import Notebook, answer, before, body, entry, on_top


@entry("01", elsewhere=True)
def colab_mounts_a_drive(nb: Notebook) -> None:
    on_top(nb, "from google.colab import drive\ndrive.mount('/content/drive')\nimport torch.nn.functional as F")
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return F.one_hot(torch.tensor(index), n).float()"


@entry("01", elsewhere=True)
def colab_uploads_a_file(nb: Notebook) -> None:
    on_top(nb, "import google.colab\nfrom google.colab import files, output, userdata\nfiles.upload()\noutput.clear()")


@entry("01", elsewhere=True)
def ipythons_helpers(nb: Notebook) -> None:
    on_top(
        nb,
        "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')",
        "from IPython.display import display, HTML, clear_output\nclear_output()\ndisplay(HTML('<b>hi</b>'))",
        "from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.ast_node_interactivity = 'all'",
    )


@entry("01", elsewhere=True)
def widgets(nb: Notebook) -> None:
    on_top(
        nb,
        "import ipywidgets as widgets\nfrom ipywidgets import interact\n\n\n@interact(x=(0, 5))\ndef show(x):\n    print(x)",
    )


@entry("01", elsewhere=True, note="seaborn is not installed where this is graded")
def a_package_that_is_not_here(nb: Notebook) -> None:
    on_top(
        nb,
        "import seaborn as sns\nsns.set_theme()\nimport torch.nn.functional as F\nSCALE = 1.0\n\n\ndef unit(n, i):\n    return torch.eye(n)[i]",
    )
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return F.relu(unit(n, index) * SCALE)"


@entry(
    "01",
    "one_hot",
    "one_hot_lookup",
    elsewhere=True,
    says="`table` was to come from code cell 2, which stopped at line 1",
)
def a_name_that_hung_on_a_missing_package(nb: Notebook) -> None:
    on_top(nb, "import seaborn as sns\ntable = torch.eye(50).clone()")
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return table[index, :n].clone()"


@entry("01", elsewhere=True, note="stopped at line 1, `assert torch.cuda.is_available")
def a_gpu_is_asked_for(nb: Notebook) -> None:
    before(
        nb,
        "build_vocab",
        "assert torch.cuda.is_available(), 'switch the GPU on'\n\n\ndef unit(n, i):\n    return torch.eye(n)[i]",
    )
    answer(nb, "one_hot")["source"] = "def one_hot(index, n):\n    return unit(n, index)"


@entry("01", "one_hot", "one_hot_lookup", elsewhere=True, says="`frame` comes from code cell 2, a demonstration")
def a_name_out_of_a_demonstration(nb: Notebook) -> None:
    on_top(nb, "# demo\nframe = [0.0] * 100")
    answer(nb, "one_hot")["source"] = (
        "def one_hot(index, n):\n    v = torch.tensor(frame[:n])\n    v[index] = 1\n    return v"
    )


@entry("01", elsewhere=True)
def a_file_that_is_elsewhere(nb: Notebook) -> None:
    before(
        nb,
        "encode",
        "import pandas as pd\nmine = pd.read_csv('/content/drive/mine.csv')\n\n\ndef positions(vocab):\n    return {v: i for i, v in enumerate(vocab)}",
    )
    answer(nb, "encode")["source"] = (
        "def encode(values, vocab):\n    at = positions(vocab)\n    return torch.tensor([at.get(v, 0) for v in values], dtype=torch.long)"
    )


@entry("01", elsewhere=True)
def colabs_form_and_title(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = (
        '#@title My answer { display-mode: "form" }\nsize = 3 #@param {type:"slider", min:0, max:9}\n'
        + body(nb, "one_hot")
    )


@entry("01", elsewhere=True)
def a_package_is_installed_first(nb: Notebook) -> None:
    on_top(nb, "!pip install -q torchinfo\n%pip install -q rich", "!nvidia-smi")


@entry("01", elsewhere=True)
def kaggles_secrets(nb: Notebook) -> None:
    on_top(
        nb,
        "from kaggle_secrets import UserSecretsClient\nUserSecretsClient().get_secret('x')\nimport os\nfor d, _, f in os.walk('/kaggle/input'):\n    print(d, f)",
    )


@entry("01", elsewhere=True)
def an_input_is_asked_for(nb: Notebook) -> None:
    answer(nb, "encode")["source"] = "n = int(input('How many? '))\n" + body(nb, "encode")


@entry("01", elsewhere=True)
def long_training_below_an_answer(nb: Notebook) -> None:
    answer(nb, "one_hot")["source"] = body(nb, "one_hot") + "\n\n# demo\nwhile True:\n    one_hot(1, 3)"
