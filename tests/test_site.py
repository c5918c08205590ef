"""The site: it builds, every link and picture on it leads somewhere, nothing is fetched from elsewhere, no lesson shows an answer;
in a browser no page is wider than a phone, and its texts can be read on light and dark."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from collab import course

from .browser.conftest import browser_path

ROOT = Path(__file__).parent.parent
USED = ("docs", "lessons", "src", "tools", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "mkdocs.yml")


PICTURES = ROOT / "build" / "screenshots"  # to be looked at


def mkdocs(folder: Path, to: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(to)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run = mkdocs(ROOT, folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    found = {p.relative_to(site).as_posix(): BeautifulSoup(p.read_text(), "html.parser") for p in site.rglob("*.html")}
    del found["404.html"]
    return found


def test_there_is_a_page_for_everybody(pages: dict[str, BeautifulSoup]) -> None:
    assert {"index.html", "student.html", "instructor.html", "engineer.html", "reference.html"} <= pages.keys()
    assert {"measured.html", "platforms.html", "isolation.html"} <= pages.keys()
    assert {f"lessons/{lesson.id}.html" for lesson in course.lessons().values()} <= pages.keys()


def test_lessons_lead_to_the_glossary_and_on(pages: dict[str, BeautifulSoup]) -> None:
    ids = list(course.lessons())
    for here, after in zip(ids, [*ids[1:], ""], strict=True):
        targets = {str(tag.get("href")).partition("#")[0] for tag in pages[f"lessons/{here}.html"].find_all("a")}
        assert "GLOSSARY.html" in targets, here
        assert not after or f"{after}.html" in targets, here


def test_every_link_and_picture_leads_somewhere(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    anchors = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    dead = [
        f"{name}: {target}"
        for name, page in pages.items()
        for tag in page.find_all(["a", "img", "link", "script"])
        if (target := str(tag.get("href") or tag.get("src") or "")) and not leads(target, name, site, anchors)
    ]
    assert dead == []


def leads(target: str, page: str, site: Path, anchors: dict[str, set[str]]) -> bool:
    """Whether a link on a page of the site leads to a file, and to a place in it. What lies elsewhere is not asked for."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    path = (site / page).parent / unquote(parts.path) if parts.path else site / page
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file():
        return False
    known = anchors.get(path.resolve().relative_to(site.resolve()).as_posix())
    return not parts.fragment or known is None or unquote(parts.fragment) in known


def test_a_dead_link_is_seen(site: Path) -> None:
    anchors = {"index.html": {"here"}}
    assert leads("index.html#here", "index.html", site, anchors)
    assert not leads("index.html#gone", "index.html", site, anchors)
    assert not leads("gone.html", "index.html", site, anchors)


def test_a_dead_link_stops_the_build(tmp_path: Path) -> None:
    for name in USED:
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "loss_targets").symlink_to(ROOT / "tests" / "loss_targets")
    (tmp_path / "docs").unlink()
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    with (tmp_path / "docs" / "index.md").open("a") as page:
        page.write("\n[nowhere](gone.md)\n")
    run = mkdocs(tmp_path, tmp_path / "site")
    assert run.returncode != 0
    assert "gone.md" in run.stderr + run.stdout
    assert "Aborted with 1 warning" in run.stderr + run.stdout


def test_it_can_be_read_without_a_network(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        loaded = [str(t.get("src") or t.get("href")) for t in page.find_all(["script", "link", "img"])]
        assert [u for u in loaded if u.startswith(("http:", "https:", "//"))] == [], name


def test_lessons_are_as_students_get_them(pages: dict[str, BeautifulSoup]) -> None:
    for lesson in course.lessons().values():
        text = pages[f"lessons/{lesson.id}.html"].get_text()
        for exercise in lesson.exercises:
            assert f'check("{exercise}")' in text
        assert "BEGIN SOLUTION" not in text
        assert text.count("YOUR CODE HERE") >= len(lesson.exercises)


def test_a_lesson_reads_as_in_jupyter(pages: dict[str, BeautifulSoup]) -> None:
    page = pages["lessons/04_dot_product_bias.html"]
    head = next(p for p in page.find_all("p") if p.get_text().startswith("Afterwards you can"))
    assert head.find_next_sibling().name == "ul"
    assert "`" not in "".join(s.get_text() for s in page.find_all("summary"))


def test_an_answer_or_an_output_stops_the_build(tmp_path: Path) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("site_hooks", ROOT / "tools" / "site_hooks.py")
    assert spec is not None
    assert spec.loader is not None
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)
    given = course.lesson("02_dot_product").notebook
    for change in (
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]},
        {"source": "### BEGIN SOLUTION"},
    ):
        notebook: dict[str, Any] = json.loads(given.read_text())
        next(c for c in notebook["cells"] if c["cell_type"] == "code").update(change)
        path = tmp_path / "x.ipynb"
        path.write_text(json.dumps(notebook))
        with pytest.raises(ValueError, match="holds an answer or an output"):
            hooks.lesson(path)


def test_search_finds_a_lesson_and_a_function(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    for words, place in (("weight decay", "lessons/04_dot_product_bias.html"), ("one_cycle", "reference.html")):
        assert [d for d in index if words in (d["title"] + d["text"]) and d["location"].startswith(place)], words


# --- in a browser ---


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if browser_path() is None:
        pytest.skip("no Chromium or Chrome on this machine: install one (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        root = hasattr(os, "getuid") and os.getuid() == 0
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site as it is served to readers; opened as files the pages are the same, without the search."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def test_the_search_answers_in_the_page(chromium: Any, address: str) -> None:
    tab = chromium.new_page(viewport={"width": 1400, "height": 900})
    try:
        tab.goto(f"{address}/index.html")
        tab.keyboard.press("/")
        tab.keyboard.type("weight decay", delay=30)
        tab.get_by_text("Biases, weight decay and the training loop").first.wait_for()
        tab.wait_for_function("document.querySelectorAll('a[href*=\"04_dot_product_bias\"]').length > 1")
        tab.screenshot(path=PICTURES / "site-search.png")
    finally:
        tab.close()


LOOKED_AT = ("index", "student", "measured", "platforms", "reference", "lessons/04_dot_product_bias")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_pages_fit_and_can_be_read(chromium: Any, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    try:
        for name in LOOKED_AT:
            tab.goto(f"{address}/{name}.html")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
            assert (
                tab.locator("body").get_attribute("data-md-color-scheme")
                == {"light": "default", "dark": "slate"}[scheme]
            )
            broken = tab.evaluate(
                "[...document.images].filter(i => i.complete && !i.naturalWidth && i.offsetParent).map(i => i.src)"
            )
            assert broken == [], name
            tab.screenshot(path=PICTURES / f"site-{name.replace('/', '-')}-{width}-{scheme}.png")
            if name in ("index", "measured"):
                found = Axe().run(
                    tab, context={"include": [["article"]]}, options={"runOnly": ["color-contrast", "image-alt"]}
                )
                assert [node["html"][:200] for one in found.response["violations"] for node in one["nodes"]] == []
    finally:
        context.close()
