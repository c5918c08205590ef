"""Downloads: each has time-outs, and gives a checked file or one half sentence why not.

A machine without a network is to notice it soon, whatever its name servers do: all downloads of a set of ratings together
have `patience` seconds to reach somebody. What has been reached may take its time.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from .entry import Unavailable

CONNECT_TIMEOUT = 2.0  # seconds of the patience that one server may use up
READ_TIMEOUT = 15.0  # seconds between two pieces
DEADLINE = 120.0  # seconds for a whole download: a server that trickles passes the read time-out for ever

_ends: ContextVar[float] = ContextVar("_ends")  # when patience is over, on the monotonic clock


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """How long the downloads inside this `with` have, together, to reach a server."""
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def _left() -> float:
    return max(0.1, _ends.get(time.monotonic() + CONNECT_TIMEOUT) - time.monotonic())


@contextmanager
def from_server(url: str, sha256: str) -> Iterator[Path]:
    """The file at an address, through pooch; it is gone again at the end of the `with`.

    Raises:
        Unavailable: the server cannot be reached, is too slow, refuses, or sends something else.
    """
    import pooch
    import requests

    pooch.get_logger().setLevel("ERROR")  # it logs to stderr
    with _scratch() as folder:
        try:
            path = pooch.retrieve(url, f"sha256:{sha256}", fname="download", path=folder, downloader=_stream)
        except requests.Timeout as error:
            raise Unavailable(f"no answer in time from {url}") from error
        except requests.HTTPError as error:
            raise Unavailable(f"{url} answers with an error: {error}") from error
        except requests.RequestException as error:
            raise Unavailable(f"{url} cannot be reached ({type(error).__name__})") from error
        except ValueError as error:  # pooch: the checksum differs, or it does not know the address's protocol
            wrong = "hash" in str(error)
            reason = "sends a file with the wrong checksum" if wrong else "is no address to download from"
            raise Unavailable(f"{url} {reason}") from error
        except OSError as error:
            raise Unavailable(f"the archive cannot be stored for unpacking ({error.strerror or error})") from error
        yield Path(path)


def _stream(url: str, output_file: str | Path, _: Any) -> None:
    """pooch's downloader, with a deadline for the whole of it."""
    import requests
    import urllib3

    seconds = min(CONNECT_TIMEOUT, _left())
    _reach(url, seconds)
    ends = time.monotonic() + DEADLINE
    with requests.get(url, stream=True, timeout=(seconds, READ_TIMEOUT)) as response:
        response.raise_for_status()
        # read1 gives what has arrived; read, and iter_content, would wait for a full piece, however slowly it trickles in.
        read = getattr(response.raw, "read1", response.raw.read)  # urllib3 has read1 since version 2
        try:
            with open(output_file, "wb") as file:
                while piece := read(1 << 16):
                    file.write(piece)
                    if time.monotonic() > ends:
                        raise requests.Timeout(f"{url} took longer than {DEADLINE:.0f} s")
        except urllib3.exceptions.ReadTimeoutError as error:
            raise requests.Timeout(str(error)) from error
        except urllib3.exceptions.HTTPError as error:
            raise requests.ConnectionError(str(error)) from error


def _reach(url: str, seconds: float) -> None:
    """Connect to the address's server, or to the proxy in front of it, and hang up again. Raises requests' exceptions.

    In a thread, because no time-out of a connection covers the search for the server's name, which can take half a
    minute where there is no network."""
    import requests
    from requests.utils import get_environ_proxies, select_proxy
    from urllib3.util import parse_url

    try:
        address = parse_url(select_proxy(url, get_environ_proxies(url)) or url)
    except ValueError:
        return  # no address at all: requests says so better
    if not address.host:
        return
    place = (address.host.strip("[]"), address.port or (443 if address.scheme == "https" else 80))
    problems: list[OSError] = []

    def connect() -> None:
        try:
            socket.create_connection(place, seconds).close()
        except OSError as error:
            problems.append(error)

    thread = threading.Thread(target=connect, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise requests.ConnectTimeout(url)
    if problems:
        raise requests.ConnectionError(str(problems[0])) from problems[0]


@contextmanager
def from_package_index(requirement: str) -> Iterator[Path]:
    """The wheel of a Python package, fetched by the user's own pip; nothing is installed, and the file goes again.

    Raises:
        Unavailable: there is no pip, no index can be reached, or it does not have the wheel.
    """
    with _scratch() as folder:
        command = [sys.executable, "-m", "pip", "download", requirement, "--dest", folder, "--no-deps"]
        command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--no-cache-dir"]
        command += ["--retries", "0", "--timeout", f"{READ_TIMEOUT:.0f}", "--progress-bar", "off"]
        code, said = _pip(command, _left())
        wheels = list(Path(folder).glob("*.whl"))
        if code or not wheels:
            errors = [line.strip() for line in said if re.match(r"\s*(ERROR|error)", line)] or said
            why = errors[-1].strip() if errors else "it does not say why"
            raise Unavailable(f"pip cannot download {requirement} ({why})")
        yield wheels[0]


def _pip(command: list[str], seconds: float) -> tuple[int, list[str]]:
    """Run pip; its exit code and the lines it printed, without colours. Raises Unavailable where it can't be started, reaches
    no index in that many seconds, or does not finish."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PIP_QUIET", "PIP_VERBOSE")}
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Unavailable(f"pip cannot be started ({error.strerror or error})") from error
    said: list[str] = []
    reached = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(ANSI.sub("", line).rstrip())
            if said[-1].lstrip().startswith(("Downloading", "Using cached", "Processing")):
                reached.set()
        reached.set()  # it is over, one way or the other

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        if not reached.wait(seconds):
            raise Unavailable(f"no package index answered within {seconds:.0f} s")
        code = process.wait(3 * READ_TIMEOUT)
        thread.join(1)
        return code, [line for line in said if line]
    except subprocess.TimeoutExpired as error:
        raise Unavailable("pip did not finish in time") from error
    finally:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()


ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # colours: an environment variable can make any program print them


def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder outside the cache, so that a download that is killed leaves nothing in it."""
    return tempfile.TemporaryDirectory(prefix="collab-download-", ignore_cleanup_errors=True)
