"""A course of a few bytes, for `python start.py`: real pip installs it, and nothing is downloaded."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

# Its package, a requirement of torch, and a JupyterLab that says how it was called.
PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "collab"\nversion = "1"\n'
BACKEND = """
import os, time, zipfile

def build_wheel(directory, *_):
    if os.environ.get("SLOW"):
        open("building", "w").close()
        time.sleep(60)
    if os.environ.get("FULL"):
        raise OSError(28, "No space left on device")
    files = {
        "collab.pth": os.path.join(os.getcwd(), "src"),
        "jupyterlab.py": "import json, os, sys; print('LAB', json.dumps([os.getcwd(), *sys.argv[1:]]))",
        "collab-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: collab\\nVersion: 1\\nRequires-Dist: torch\\n",
        "collab-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: us\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{name},,\\n" for name in files) + "collab-1.dist-info/RECORD,,\\n"
    with zipfile.ZipFile(os.path.join(directory, "collab-1-py3-none-any.whl"), "w") as wheel:
        for name, text in {**files, "collab-1.dist-info/RECORD": record}.items():
            wheel.writestr(name, text)
    return "collab-1-py3-none-any.whl"

build_editable = build_wheel
"""


def torch_wheel(folder: Path, version: str) -> None:
    info = f"torch-{version}.dist-info"
    with zipfile.ZipFile(folder / f"torch-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("torch.py", f"BUILD = {version!r}")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"torch.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


class Course:
    """The stand-in's folder, whose name has a space, and what a student types in it."""

    def __init__(self, folder: Path, wheels: Path, small: str) -> None:
        self.folder, self.environment = folder, {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
        self.environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": wheels.as_uri()}
        self.environment |= {"PIP_INDEX_URL": f"{small}/nothing", "COLLAB_TORCH_INDEX": small}

    def command(self, *options: str) -> list[str]:
        return [sys.executable, str(self.folder / "start.py"), *options]

    def start(self, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in {**self.environment, **variables}.items() if v}
        return subprocess.run(
            self.command(*options), env=environment, cwd="/", capture_output=True, text=True, timeout=120
        )

    def forget(self) -> None:
        """As if the last run had been stopped before its end."""
        (self.folder / ".venv" / ".started").unlink(missing_ok=True)

    def run(self, code: str) -> str:
        python = [self.folder / ".venv" / "Scripts" / "python.exe", self.folder / ".venv" / "bin" / "python"]
        return subprocess.run([str(python[os.name != "nt"]), "-c", code], capture_output=True, text=True).stdout.strip()


def stand_in_course(folder: Path) -> None:
    """Write it, but for start.py."""
    (folder / "src" / "collab").mkdir(parents=True)
    (folder / "src" / "collab" / "__init__.py").touch()
    (folder / "lessons").mkdir()
    (folder / "constraints.txt").write_text(
        "torch==2.13.0 ; sys_platform == 'linux'\ntorch==2.15.0 ; sys_platform == 'other'\n"
    )
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend.py").write_text(BACKEND)
