"""A student's Jupyter in a real browser: the server on a copy of the lessons, and pages that speak a student's language."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collab import course

from .page import Page

CONFIGURATION = course.root() / "src" / "collab" / "student" / "jupyter"  # what `start.py` starts Jupyter with


def browser_path() -> str | None:
    """The system's own Chromium or Chrome; nothing is downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go, to be looked at."""
    folder = course.root() / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Jupyter as a student's: its address, without the path, and the folder that it shows."""
    if browser_path() is None:
        pytest.skip("no Chromium or Chrome on this machine: install one (Debian: apt-get install chromium)")
    folder = tmp_path_factory.mktemp("student")
    shutil.copytree(course.root() / "lessons", folder / "lessons", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    token = secrets.token_hex(8)
    log = open(folder / "jupyter.log", "w")  # noqa: SIM115 - as long as the server
    settings = {
        "JUPYTER_CONFIG_PATH": str(CONFIGURATION),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),  # nothing of this user's own
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "COLLAB_COURSE": str(course.root()),
        "COLLAB_PROGRESS": str(folder / "progress.json"),
        "COLLAB_LIMITS": "call=4",
    }
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder / 'lessons'}"]
    command += ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"]
    process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api?token={token}", timeout=2)
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail(f"Jupyter did not start: {(folder / 'jupyter.log').read_text()[-2000:]}")
        yield f"{address}|{token}", folder
    finally:
        process.terminate()
        process.wait(20)
        log.close()


@pytest.fixture(
    scope="module"
)  # while it is there, its event loop is: another file's browser, or asyncio, could have none
def chromium() -> Iterator[object]:
    if browser_path() is None:
        pytest.skip("no Chromium or Chrome on this machine: install one (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def opened(server: tuple[str, Path], chromium: object) -> Iterator[Callable[..., Page]]:
    """Opens a notebook of the student's, written from `cells` where they are given."""
    pages: list[Page] = []

    def make(name: str, cells: dict[str, str] | None = None, width: int = 1400, app: str = "lab") -> Page:
        address, folder = server
        page = Page(chromium, address, folder / "lessons", name, cells, width, app)
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.close()
