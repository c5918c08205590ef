"""What the site's pages are made of besides docs/: lessons without answers, the engineer's guide, pictures (mkdocs calls these).

Nothing of it is kept in the repository twice: a page is rendered from the notebook that students open, from CONTRIBUTING.md,
or from a measured table, each time the site is built (`make site`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from nbconvert import MarkdownExporter

ROOT = Path(__file__).parent.parent
COPIED = {  # file of the repository -> its page
    "CONTRIBUTING.md": "engineer.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
PICTURES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "loss_targets").glob("*.png"))
NOTE = (
    '!!! note "To read here, to do in the notebook"\n'
    "    This is the lesson as it is handed out, without answers and outputs. Open it with `python start.py`, and the checks,\n"
    "    hints and pictures run.\n\n"
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made; mkdocs calls it once it knows what lies in docs/."""
    for notebook in notebooks():
        files.append(File.generated(config, f"lessons/{notebook.stem}.md", content=lesson(notebook)))
    for name, page in COPIED.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=inside(text)))
    for name in PICTURES:
        files.append(File.generated(config, f"pictures/targets-{Path(name).name}", abs_src_path=str(ROOT / name)))
    return files


def notebooks() -> list[Path]:
    """Those that are pages: the lessons and the glossary."""
    return [*sorted((ROOT / "lessons").glob("*/*.ipynb")), ROOT / "lessons" / "GLOSSARY.ipynb"]


def lesson(notebook: Path) -> str:
    """A notebook's page. Raises ValueError where a cell holds an answer or an output: such a notebook is nobody's to publish."""
    read: Any = nbformat.read(notebook, as_version=4)
    for cell in read.cells:
        if cell.get("outputs") or "BEGIN SOLUTION" in cell.source:
            raise ValueError(f"{notebook} holds an answer or an output; `make build` makes it anew")
        if cell.cell_type == "markdown":
            cell.source = as_in_jupyter(cell.source)
    text, _ = MarkdownExporter().from_notebook_node(read)
    head, _, rest = text.lstrip().partition("\n")
    note = NOTE if any(cell.cell_type == "code" for cell in read.cells) else ""
    return f"{head}\n\n{note}{inside(rest)}"


def as_in_jupyter(text: str) -> str:
    """A cell's text, so that Python-Markdown reads it as Jupyter does: a list needs no empty line before it, and what stands in
    an HTML block that folds is Markdown, too."""
    text = text.replace("<details>", '<details markdown="1">').replace("<summary>", '<summary markdown="span">')
    item = re.compile(r"(?:[-*+]|\d+\.) ")
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        before = lines[-1] if lines else ""
        if not fenced and item.match(line) and before.strip() and not item.match(before) and not before.startswith(" "):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def inside(text: str) -> str:
    """Links as they lead from the site: to a page where there is one, else they become the file's name."""

    def link(found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        if re.match(r"https?:|#|mailto:", target):
            return found[0]
        page = {**COPIED, "docs/instructor.md": "instructor.md", "docs/isolation.md": "isolation.md"}.get(target)
        if Path(target).suffix == ".ipynb" and Path(target).stem in {n.stem for n in notebooks()}:
            page = f"{Path(target).stem}.md"  # only notebooks lead to notebooks, and their pages lie side by side
        return f"[{words}]({page})" if page else words

    return re.sub(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)", link, text)
