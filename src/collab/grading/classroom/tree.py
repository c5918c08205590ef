"""What was unpacked, as folders: an archive is one, and two of the instructor's that have one name stay two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from collab.grading.reading.files import NOTEBOOK

from .archives import Member


@dataclass
class Node:
    """A folder, or an archive unpacked."""

    name: str
    level: int = 0  # parts of its path
    folders: dict[tuple[str, int], Node] = field(default_factory=dict)  # two of the instructor's may have one name
    files: list[Member] = field(default_factory=list)

    @property
    def is_students(self) -> bool:
        """Whether it lies in an archive that lay in an archive: its names are a student's, whatever they look like."""
        return any(0 < m.nested <= self.level for m in [*self.all(), *self.others])

    def all(self) -> list[Member]:
        """The notebooks in it, however deep."""
        return [*self.work, *(m for folder in self.people for m in folder.all())]

    @property
    def work(self) -> list[Member]:
        """The notebooks directly in it."""
        return [m for m in self.files if NOTEBOOK.search(m.path.name)]

    @property
    def others(self) -> list[Member]:
        """The files in it, however deep, that are no notebooks."""
        return [*(m for m in self.files if m.other), *(m for f in self.folders.values() for m in f.others)]

    @property
    def people(self) -> list[Node]:
        """The folders in it that hold notebooks."""
        return [f for _, f in sorted(self.folders.items()) if f.work or f.people]


def tree(members: Iterable[Member]) -> Node:
    """All members by their folders. Checkpoints, dot files and what macOS leaves in archives are nobody's work."""
    root = Node("")
    for member in members:
        parts = member.path.parts
        if any(part.startswith(".") or part == "__MACOSX" for part in parts):
            continue
        node, sources = root, dict(member.sources)
        for index, part in enumerate(parts[:-1]):
            node = node.folders.setdefault((part, sources.get(index, 0)), Node(part, node.level + 1))
        node.files.append(member)
    return root
