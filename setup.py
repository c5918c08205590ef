"""What pyproject.toml cannot say of a build: an installed `collab` is a student's, and brings the course along.

An editable install (`make setup`) uses the folders as they lie here. A wheel, and a source archive, hold the rooms on
the students' list (src/collab/packing.py) and, as the package's data in `collab/_course/`, lessons, MiniLens and the packed checks.
"""

import importlib.util
import os
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent


def _packing():
    """The module, without importing the package around it."""
    spec = importlib.util.spec_from_file_location("packing", ROOT / "src" / "collab" / "packing.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PACKING = _packing()


class Students(build_py):
    """The students' rooms, and the course's files beside them."""

    def finalize_options(self):
        super().finalize_options()
        rooms = {room.removeprefix("src/").replace("/", ".") for room in PACKING.ROOMS}
        self.packages = [name for name in self.packages if name in rooms]

    def run(self):
        if not self.editable_mode:
            shutil.rmtree(Path(self.build_lib, "collab"), ignore_errors=True)  # of an earlier build, perhaps of more
        super().run()
        if not self.editable_mode:
            for name, data in PACKING.course_files(ROOT):
                path = Path(self.build_lib, "collab", "_course", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


class Source(sdist):
    """The source archive, which gives the same wheel: its checks are packed too."""

    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        for name, data in PACKING.course_files(ROOT):
            path = Path(base_dir, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                os.unlink(path)  # it may be a hard link to our own
            path.write_bytes(data)


setup(cmdclass={"build_py": Students, "sdist": Source})
