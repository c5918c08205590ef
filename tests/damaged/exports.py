"""What other programs make of a notebook: their metadata in, nbgrader's out; other languages; an older edition."""

from __future__ import annotations

import re
import uuid

from . import Made, Notebook, answer_cells, cell_of, code, entry, place_of, released, text
from .structure import EXERCISES

LOST = "had lost their nbgrader ids"
PYTHON = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.12.12",
}


def _name(number: int) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, str(number)).hex


@entry(note=LOST)
def colab(nb: Notebook) -> Made:
    nb["nbformat_minor"] = 0
    nb["metadata"] = {
        "accelerator": "GPU",
        "colab": {"provenance": [], "gpuType": "T4", "toc_visible": True},
        "kernelspec": {"display_name": "Python 3", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(nb["cells"]):
        cell.pop("id")
        cell["metadata"] = {"id": _name(number)[:12]}
        if cell["cell_type"] == "code":
            more = {
                "colab": {"base_uri": "https://localhost:8080/", "height": 35},
                "outputId": _name(number),
                "cellView": "form",
            }
            cell["metadata"] |= more
    nb["cells"].insert(0, code("!pip install -q collab\nfrom google.colab import drive\ndrive.mount('/content/drive')"))


@entry(note=LOST)
def kaggle(nb: Notebook) -> Made:
    nb["nbformat_minor"] = 4
    nb["metadata"] = {
        "kaggle": {
            "accelerator": "none",
            "dataSources": [],
            "isGpuEnabled": False,
            "isInternetEnabled": True,
            "language": "python",
            "sourceType": "notebook",
        },
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": PYTHON,
        "papermill": {"duration": 15.1, "exception": None, "input_path": "__notebook__.ipynb", "version": "2.6.0"},
    }
    for number, cell in enumerate(nb["cells"]):
        cell.pop("id")
        cell["metadata"] = {"_uuid": _name(number), "_cell_guid": str(uuid.UUID(_name(number))), "trusted": True}
        cell["metadata"]["execution"] = {"iopub.status.busy": "2026-02-25T21:10:53.866540Z"}
    listing = "import os\nfor folder, _, names in os.walk('/kaggle/input'):\n    for name in names:\n        print(os.path.join(folder, name))"
    nb["cells"].insert(
        0, code(f"# This Python 3 environment comes with many helpful libraries\nimport numpy as np\n{listing}")
    )


@entry(note=LOST)
def deepnote(nb: Notebook) -> Made:
    nb["metadata"] = {
        "orig_nbformat": 2,
        "deepnote": {"is_reactive": False},
        "deepnote_notebook_id": _name(0),
        "deepnote_execution_queue": [],
    }
    cells = []
    for number, cell in enumerate(nb["cells"]):
        kind, name = cell["cell_type"], f"{number:05d}-{uuid.UUID(_name(number))}"
        metadata = {"cell_id": name, "tags": [], "deepnote_cell_type": kind, "deepnote_to_be_reexecuted": False}
        if kind == "code":
            metadata |= {"source_hash": "8ad57f32", "execution_start": 1620375813931, "execution_millis": 3}
            cells.append(code(cell["source"], metadata=metadata))
        else:  # one text cell for each paragraph
            pieces = re.split(r"\n\n+", cell["source"])
            cells += [
                text(p, metadata={**metadata, "is_collapsed": False, "deepnote_cell_type": "text-cell-p"})
                for p in pieces
            ]
    link = "<a style='text-decoration:none' href='https://deepnote.com?utm_source=created-in-deepnote-cell'>Created in Deepnote</a>"
    cells.append(text(link, metadata={"created_in_deepnote_cell": True, "deepnote_cell_type": "markdown", "tags": []}))
    nb["cells"] = cells


@entry(note=LOST)
def vs_code(nb: Notebook) -> Made:
    nb["nbformat_minor"] = 2
    nb["metadata"] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": PYTHON,
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": _name(1) * 2}},
    }
    for number, cell in enumerate(nb["cells"]):
        cell["id"] = _name(number)[:8]
        cell["metadata"] = {"vscode": {"languageId": "plaintext" if number % 2 else "python"}}


@entry()
def widgets(nb: Notebook) -> Made:
    state = {"model_name": "FloatProgressModel", "model_module": "@jupyter-widgets/controls", "state": {"value": 5}}
    nb["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"version_major": 2, "state": {_name(1): state}}
    }
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": _name(1)}}
    answer_cells(nb)[0]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": view}]
    nb["cells"].insert(3, code("import ipywidgets as widgets\nslider = widgets.IntSlider()\ndisplay(slider)"))


@entry()
def jupytext_and_own_tags(nb: Notebook) -> Made:
    nb["metadata"]["jupytext"] = {"formats": "ipynb,py:percent", "text_representation": {"extension": ".py"}}
    for cell in nb["cells"]:
        cell["metadata"] |= {"tags": ["remember", 3, None], "editable": True, "slideshow": {"slide_type": "slide"}}


R = {
    "kernelspec": {"display_name": "R", "language": "R", "name": "ir"},
    "language_info": {"name": "R", "version": "4.4.0"},
}


@entry()
def r_kernel_but_python_code(nb: Notebook) -> Made:
    nb["metadata"] |= R


@entry(says="The notebook is written in R: choose the kernel Python 3")
def answers_in_r(nb: Notebook) -> Made:
    nb["metadata"] |= R
    for name in EXERCISES:
        cell_of(nb, name)["source"] = f"{name} <- function(...) {{\n  c('#na#', sort(unique(...)))\n}}"


OLD = "This is an old edition of the lesson (0ld0ld00"


def _as_it_was(nb: Notebook) -> None:
    """An edition whose blanks and checks looked different."""
    nb["metadata"]["collab"]["edition"] = "0ld0ld00"
    for name in EXERCISES:
        check = cell_of(nb, f"check-{name}")
        check["source"] = f"### tests of {name}\nassert callable({name})\nassert {name}(None) is not None"
        check["metadata"]["nbgrader"] |= {"grade_id": f"test_{name}", "schema_version": 2}


@entry(note=re.escape(OLD))
def old_edition(nb: Notebook) -> Made:
    _as_it_was(nb)


@entry(lost={"encode": "not_attempted", "embedding_lookup": "missing"}, note=re.escape(OLD))
def old_edition_unfinished(nb: Notebook) -> Made:
    _as_it_was(nb)
    cell_of(nb, "encode")["source"] = (
        "def encode(values, vocab):\n    # write your code here\n    raise NotImplementedError"
    )
    del nb["cells"][place_of(nb, "embedding_lookup")]  # an exercise that the old edition had not yet


@entry(note=f"(?s)old edition.*{LOST}")
def old_edition_without_metadata_and_with_blanks_left(nb: Notebook) -> Made:
    blanks = [dict(c) for c in released()["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    _as_it_was(nb)
    for cell in (*nb["cells"], *blanks):
        cell["metadata"] = {}
    nb["cells"] = [*blanks, *nb["cells"]]
