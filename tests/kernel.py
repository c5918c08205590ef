"""A student at a real kernel with a notebook's file beside it: runs cells as JupyterLab does, edits, saves, restarts."""

from __future__ import annotations

import os
import queue
import re
import time
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds, on a machine that has other work


class Student:
    """One notebook and its kernel. Cells are known by their ids."""

    def __init__(self, path: Path, cells: dict[str, str], lesson: str) -> None:
        self.path = path
        self.cells = dict(cells)
        self.lesson = lesson
        self.save()
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(
            cwd=str(path.parent),
            env={
                **os.environ,
                "JPY_SESSION_NAME": str(path),
                "COLLAB_PROGRESS": str(path.parent / "progress.json"),
                "COLLAB_LIMITS": os.environ.get("COLLAB_LIMITS", ""),
            },
        )
        self._connect()

    def _connect(self) -> None:
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def save(self, later: float = 5.0) -> None:
        """Write the file, as the frontend does some seconds after the last change."""
        made = []
        for cell_id, source in self.cells.items():
            cell = nbformat.v4.new_code_cell(source, id=cell_id)
            if not cell_id.startswith(("given", "check", "stretch")):
                cell.metadata["nbgrader"] = {"grade_id": cell_id, "solution": True, "grade": False}
            made.append(cell)
        notebook = nbformat.v4.new_notebook(cells=made)
        notebook.metadata["collab"] = {"lesson": self.lesson}
        nbformat.write(notebook, self.path)
        when = time.time() + later
        os.utime(self.path, (when, when))

    def edit(self, cell_id: str, source: str, save: bool = True) -> None:
        self.cells[cell_id] = source
        if save:
            self.save()

    def delete(self, cell_id: str) -> None:
        del self.cells[cell_id]
        self.save()

    def restart(self) -> None:
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self._connect()

    def run(self, *cell_ids: str) -> list[dict[str, Any]]:
        """Run cells as they say now; the outputs of the last one."""
        outputs: list[dict[str, Any]] = []
        for cell_id in cell_ids or tuple(self.cells):
            outputs = self._execute(self.cells[cell_id], cell_id)
        return outputs

    def say(self, source: str) -> str:
        """Run code that stands in no cell; all that it shows, as text."""
        return shown(self._execute(source, ""))

    def start(self, source: str) -> str:
        """Have code begin, and do not wait for its end."""
        return self._send(source, "")

    def begin(self, cell_id: str) -> str:
        """Have a cell begin as it says now, and do not wait for its end."""
        return self._send(self.cells[cell_id], cell_id)

    def interrupt(self) -> None:
        self.manager.interrupt_kernel()

    def outputs(self, number: str) -> list[dict[str, Any]]:
        """What a run that was begun shows, when it has ended."""
        found: list[dict[str, Any]] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != number:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return found
            if kind in ("stream", "display_data", "execute_result", "error", "update_display_data"):
                found.append({"kind": kind, **content})
        raise TimeoutError("the kernel did not end")

    def _execute(self, source: str, cell_id: str) -> list[dict[str, Any]]:
        return self.outputs(self._send(source, cell_id))

    def _send(self, source: str, cell_id: str) -> str:
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        message = self.client.session.msg("execute_request", content)
        if cell_id:
            message["metadata"]["cellId"] = cell_id
        self.client.shell_channel.send(message)
        return str(message["header"]["msg_id"])

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def shown(outputs: list[dict[str, Any]]) -> str:
    """All that a person reads of outputs, without markup."""
    texts = []
    for output in outputs:
        if output["kind"] == "stream":
            texts.append(output["text"])
        elif output["kind"] == "error":
            texts.append("\n".join(output["traceback"]))
        else:
            data = output["data"]
            page = data.get("text/html")
            texts.append(
                re.sub(r"<[^>]+>", "", page.replace("</div>", "\n")) if page is not None else data["text/plain"]
            )
    return "\n".join(texts).replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ")
