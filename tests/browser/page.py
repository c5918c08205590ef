"""One notebook in a browser tab, driven by keys and clicks; what is only looked up goes through Jupyter's own objects."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import nbformat

PATIENCE = 60_000  # milliseconds, on a machine that has other work

# From the key that runs a cell to two frames after its card is in the page: what a student waits for.
STOPWATCH = """
() => {
  window.waits = [];
  let pressed = 0;
  document.addEventListener('keydown', e => { if (e.key === 'Enter' && e.shiftKey) pressed = performance.now(); }, true);
  new MutationObserver(records => {
    for (const r of records) for (const n of r.addedNodes) {
      if (pressed && n.nodeType === 1 && (n.matches('[role=status]') || n.querySelector('.jp-OutputArea [role=status]')
          || (n.closest('.jp-OutputArea') && n.querySelector('[role=status]')))) {
        const start = pressed; pressed = 0;
        requestAnimationFrame(() => requestAnimationFrame(() => window.waits.push(performance.now() - start)));
      }
    }
  }).observe(document.body, {childList: true, subtree: true});
}
"""


class Page:
    """A student at a notebook."""

    def __init__(
        self, browser: Any, address: str, lessons: Path, name: str, cells: dict[str, str] | None, width: int, app: str
    ) -> None:
        """`name`: the file, as seen from the lessons' folder; `app`: "lab", or "notebooks" for Notebook 7."""
        base, token = address.split("|")
        self.file = lessons / name
        self.ids = list(cells or {})
        if cells is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write(self.file, cells)
        self.context = browser.new_context(viewport={"width": width, "height": 1000}, device_scale_factor=1)
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(PATIENCE)
        where = "lab/tree/" if app == "lab" else "notebooks/"
        reset = "&reset" if app == "lab" else ""
        self.tab.goto(f"{base}/{where}{name}?token={token}{reset}")
        self.tab.wait_for_selector(".jp-Notebook .jp-Cell")
        self.until(f"() => {PANEL}?.sessionContext?.session?.kernel?.status === 'idle'", "a kernel that is ready")
        self.tab.evaluate(STOPWATCH)

    # --- doing ---

    def select(self, cell: str) -> None:
        """Make a cell the active one."""
        self.tab.evaluate(
            f"i => {{ {PANEL}.content.activeCellIndex = i; {PANEL}.content.mode = 'command'; }}", self.index(cell)
        )
        self.tab.evaluate(f"i => {PANEL}.content.scrollToItem(i)", self.index(cell))
        self.tab.wait_for_selector(".jp-Cell.jp-mod-active")
        self.tab.evaluate(f"() => {PANEL}.content.node.focus()")

    def run(self, *cells: str) -> str:
        """Run cells with Shift+Enter, each when the one before has ended; what the last one shows."""
        for cell in cells:
            self.begin(cell)
            self.until(f"i => {PANEL}.content.widgets[i].model.executionState === 'idle'", f"the end of {cell}", cell)
            # What a cell shows comes by another channel than its end, in order with the kernel's own "idle".
            self.until(f"() => {PANEL}.sessionContext.session.kernel.status === 'idle'", f"the kernel after {cell}")
        return self.shown(cells[-1])

    def begin(self, cell: str) -> None:
        """Press Shift+Enter in a cell."""
        before = self.tab.evaluate(f"i => {PANEL}.content.widgets[i].model.executionCount", self.index(cell))
        self.select(cell)
        self.tab.keyboard.press("Shift+Enter")
        self.until(
            f"([i, b]) => {PANEL}.content.widgets[i].model.executionState === 'running' || "
            f"({PANEL}.content.widgets[i].model.executionCount !== null && {PANEL}.content.widgets[i].model.executionCount !== b)",
            f"{cell} to run",
            [self.index(cell), before],
        )

    def edit(self, cell: str, source: str) -> None:
        """Type a cell anew. On a busy machine the keys are ahead of the page: each step waits until it has come there."""
        self.select(cell)
        self.tab.keyboard.press("Enter")
        self.until(f"i => {PANEL}.content.widgets[i].editor?.hasFocus()", f"the cursor in {cell}", cell)
        self.tab.keyboard.press("Control+A")
        self.tab.keyboard.insert_text(source)
        now = f"{PANEL}.content.widgets[i].model.sharedModel.getSource()"
        self.until(f"([i, s]) => {now} === s", f"the text in {cell}", [self.index(cell), source])
        self.tab.keyboard.press("Escape")

    def saved(self) -> None:
        """Wait until Jupyter has saved by itself: until the file says what the page says.

        Text that is typed while JupyterLab waits for the answer to a save counts as saved when that comes, and is not,
        until the next change: then it is saved as by Ctrl+S."""
        page = self.tab.evaluate(f"() => {PANEL}.content.widgets.map(w => w.model.sharedModel.getSource())")
        late = time.monotonic() + PATIENCE / 1000
        while self.in_the_file() != page:
            assert time.monotonic() < late, f"the file to be saved: not within {PATIENCE / 1000:.0f} s"
            if not self.tab.evaluate(f"() => {PANEL}.model.dirty"):
                self.tab.evaluate(f"async () => {{ await {PANEL}.context.save(); }}")
            time.sleep(0.1)
        self.until(f"() => !{PANEL}.model.dirty", "the save to be answered")

    def rename(self, name: str) -> None:
        """Give the open notebook's file another name, as the file browser does."""
        self.tab.evaluate(f"async name => {{ await {PANEL}.context.rename(name); }}", name)
        self.file = self.file.with_name(name)
        self.until(f"([n]) => {PANEL}.context.path.endsWith(n)", "the new name", [name])

    def restart(self) -> None:
        self.tab.evaluate(f"async () => {{ await {PANEL}.sessionContext.session.kernel.restart(); }}")
        self.until(f"() => {PANEL}.sessionContext.session.kernel.status === 'idle'", "the kernel to be back")

    def interrupt(self) -> None:
        self.tab.evaluate(f"async () => {{ await {PANEL}.sessionContext.session.kernel.interrupt(); }}")

    def theme(self, name: str) -> None:
        """ "JupyterLab Light" or "JupyterLab Dark"."""
        self.tab.evaluate(
            "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', {theme}); }", name
        )
        light = "true" if name.endswith("Light") else "false"
        self.tab.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    # --- looking ---

    def in_the_file(self) -> list[str] | None:
        """The cells as the file has them; None while it is being written."""
        try:
            return [c["source"] for c in nbformat.read(self.file, as_version=4).cells]
        except nbformat.reader.NotJSONError:
            return None

    def index(self, cell: str) -> int:
        return self.ids.index(cell)

    def shown(self, cell: str) -> str:
        """What stands below a cell, as a person reads it. Jupyter draws what is out of view only after a scroll to it."""
        area = f"{PANEL}.content.widgets[i].outputArea"
        self.tab.evaluate(f"i => {PANEL}.content.scrollToItem(i)", self.index(cell))
        self.until(
            f"i => {area}.model.length === 0 || {area}.node.innerText.trim() !== ''",
            f"{cell}'s output to be drawn",
            cell,
        )
        return str(self.tab.evaluate(f"i => {area}.node.innerText", self.index(cell)))

    def waits(self) -> list[float]:
        """Milliseconds from each Shift+Enter to its painted card, of the cards whose frames are due by now."""
        self.tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return list(self.tab.evaluate("() => window.waits"))

    def painted(self, cards: int) -> None:
        """Wait for the frames after a card: a cell can end, and be read, before its card is painted."""
        self.until("n => window.waits.length >= n", f"{cards} cards to be painted", cards)

    def until(self, condition: str, what: str, argument: Any = None) -> None:
        """Wait for a condition in the page; says what was waited for."""
        from playwright.sync_api import TimeoutError as Late

        given = self.index(argument) if isinstance(argument, str) else argument
        try:
            self.tab.wait_for_function(condition, arg=given)
        except Late:
            raise AssertionError(f"{what}: not within {PATIENCE / 1000:.0f} s") from None

    def axe(self, selector: str) -> list[str]:
        """What axe finds in a part of the page: rule and text, one line each."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.tab, context={"include": [[selector]]}, options={"runOnly": ["wcag2a", "wcag2aa"]})
        return [
            f"{one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:300]}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]

    def picture(self, path: Path) -> None:
        self.tab.screenshot(path=path)

    def close(self) -> None:
        try:
            self.tab.evaluate(f"async () => {{ await {PANEL}?.sessionContext?.shutdown(); }}")
        finally:
            self.context.close()


# The notebook that is in front: JupyterLab's and Notebook 7's applications are the same here.
PANEL = "window.jupyterapp.shell.currentWidget"


def write(path: Path, cells: dict[str, str]) -> None:
    """A notebook of these cells; an id that says "text" is Markdown."""
    made = []
    for cell_id, source in cells.items():
        new = nbformat.v4.new_markdown_cell if cell_id.startswith("text") else nbformat.v4.new_code_cell
        made.append(new(source, id=cell_id))
    notebook = nbformat.v4.new_notebook(cells=made)
    notebook.metadata["collab"] = {"lesson": path.parent.name.split(" ")[0]}
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
