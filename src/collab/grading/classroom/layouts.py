"""Whose a file is, from how a learning management system names and arranges what it gives.

A system's marks count at the level where the class is. What lies below a student's own folder, archive or file name is the
student's, so that no name which a student chose makes a file somebody else's. Sources of each format: tests/test_layouts.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from collab import course
from collab.grading.reading.files import NOTEBOOK

from . import gradescope
from .archives import METADATA, RECEIPT, Member
from .tree import Node, tree
from .who import Who

# The leftmost match is the system's, what follows is the student's.
MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*)|$)")
MOODLE_TEAM = re.compile(
    r"(?P<name>[^_]+)_assignsubmission_[a-z]+(?:_(?P<file>.*)|$)"
)  # people without a group have no number
CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<serial>\d+)_(?P<file>.+)")
CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<number>[A-Za-z0-9]+)_(?P<serial>\d+)_(?P<file>.+)")
BLACKBOARD = re.compile(r"(?P<head>.+?)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.*)|\.|$)")
GOOGLE = re.compile(r"(?P<name>.+?) - (?:Copy of )?(?P<file>.+)")
BRANCH = re.compile(r"-(?:main|master)$")  # what GitHub's own archives of a branch end in
COPY = re.compile(r"(?: \((\d+)\)|-(\d{1,2}))$")  # a browser's " (1)", Canvas's "-1"
SYSTEMS = ("Moodle", "Canvas", "Blackboard", "Gradescope", "GitHub")  # in which a hand-in is certainly one person's


@dataclass
class HandIn:
    """What one person handed in at one time: notebooks, and what is known of when. `source` is the folder of the class that
    it lies in."""

    layout: str
    who: Who
    members: list[Member]
    source: str = ""
    when: datetime | None = None  # without a time zone where the layout has none
    late: bool = False  # it says so itself
    serial: int | None = None  # a number that grows with every hand-in to that system
    place: int = -1  # tells classes apart whose sources have one name
    doubts: list[str] = field(default_factory=list)


@dataclass
class Found:
    """Hand-ins, and the notebooks of which nobody can tell whose they are."""

    hand_ins: list[HandIn] = field(default_factory=list)
    unknown: list[Member] = field(default_factory=list)

    def add(self, other: Found) -> None:
        self.hand_ins += other.hand_ins
        self.unknown += other.unknown


def read(members: Iterable[Member], one_folder: bool = False) -> Found:
    """Who handed in what. `one_folder`: a single folder was named, and what lies in it is what is to be collected."""
    root = tree(members)
    if one_folder and not root.files and len(root.folders) == 1:
        (folder,) = root.folders.values()
        if len(folder.people) + len(folder.work) > 1 or folder.people:
            root = folder
    if any(m.path.name == METADATA for m in root.files):
        found = _gradescope(root)
        return Found(_merged(found.hand_ins), found.unknown)
    found, folders, files = _marked(root)
    inside = [_system(folder) for folder in folders]
    plain = [folder for folder, one in zip(folders, inside, strict=True) if one is None]
    for number, one in enumerate(inside):
        if one is not None:
            for hand_in in one.hand_ins:
                hand_in.place = number
            for hand_in in one.hand_ins if plain else []:
                hand_in.doubts.append(
                    f"{hand_in.source} looks like a whole class's, others beside it like single students'"
                )
            found.add(one)
    found.add(_plain(plain, files, root.name, bool(found.hand_ins)))
    return Found(_merged(found.hand_ins), found.unknown)


# --- systems, by their marks ---


def _system(node: Node) -> Found | None:
    """The class in a folder or an archive that a system gave, also where one more folder is around it; None where it
    has no system's marks."""
    for _ in range(3):
        if node.is_students:
            return None
        if any(m.path.name == METADATA for m in node.files):
            return _gradescope(node)
        found, folders, files = _marked(node)
        if found.hand_ins:
            found.unknown += [*files, *(m for folder in folders for m in folder.all())]
            return found
        if files or len(folders) != 1:
            return None
        node = folders[0]
    return None


def _marked(node: Node) -> tuple[Found, list[Node], list[Member]]:
    """The hand-ins whose names at this level are a system's, and the folders and notebooks whose names are not."""
    entries: list[tuple[str, list[Member]]] = [(f.name, f.all()) for f in node.people]
    entries += [(m.path.name, [m]) for m in node.work]
    logins = _blackboard_logins(node, [*(f.name for f in node.folders.values()), *(m.path.name for m in node.files)])
    readers = _ranked(node.name, [name for name, _ in entries])
    found, taken = Found(), set()
    for name, members in entries:
        reader = next((r for r in readers if _match(r, name)), None)
        made = reader(name, logins) if reader else None
        if reader and made:
            taken.add(name)
            own = _match(reader, name)
            if own and own["file"] and [m.path.name for m in members] == [name]:
                members = [replace(members[0], own=own["file"])]
            found.hand_ins.append(replace(made, members=members, source=node.name or "what was given"))
    if found.hand_ins:
        found.hand_ins += _without_notebook(node, readers, logins, {one.who.key for one in found.hand_ins})
    folders = [f for f in node.people if f.name not in taken]
    return found, folders, [m for m in node.work if m.path.name not in taken]


def _without_notebook(node: Node, readers: list[Reader], logins: dict[str, Who], known: set[str]) -> list[HandIn]:
    """Those who handed in something else only: they get a row that says so, not nothing."""
    entries = [(f.name, f.others) for f in node.folders.values() if f.others and not f.all()]
    found: dict[str, HandIn] = {}
    for name, others in [*entries, *((m.path.name, [m]) for m in node.files if m.other)]:
        made = next(filter(None, (reader(name, logins) for reader in readers if _match(reader, name))), None)
        if made is not None and made.who.key not in known:
            found.setdefault(made.who.key, replace(made, members=others[:1], source=node.name or "what was given"))
    return list(found.values())


def _ranked(folder: str, names: list[str]) -> list[Reader]:
    """The systems, the one that most names here fit first: one student's name cannot outvote the class. Of equals the one
    whose mark stands further left."""

    def rank(reader: Reader) -> tuple[float, ...]:
        matches = [_match(reader, name) for name in names]
        ends = [m.start("file") if m["file"] else m.end() for m in matches if m]
        own = reader is _blackboard and folder.startswith("gradebook_")
        return -len(ends), not own, sum(ends)

    return sorted(PATTERNS, key=rank)


def _match(reader: Reader, name: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.match(name) for pattern in PATTERNS[reader])), None)


def _moodle(name: str, _: dict[str, Who]) -> HandIn | None:
    match = MOODLE.match(name)
    if match:
        return HandIn("Moodle", Who(f"{match['name']}_{match['number']}", match["name"], number=match["number"]), [])
    match = MOODLE_TEAM.match(name)
    doubts = ["a team's hand-in, or somebody's without a group: it has no participant's number"]
    return HandIn("Moodle", Who(match["name"], match["name"], exact=False), [], doubts=doubts) if match else None


def _canvas(name: str, _: dict[str, Who]) -> HandIn | None:
    match = CANVAS_ANONYMOUS.match(name)
    if match:
        who = Who(f"anon_{match['number']}", number=match["number"])
        return HandIn("Canvas", who, [], late=bool(match["late"]), serial=int(match["serial"]))
    match = CANVAS.match(name)
    if match is None:
        return None
    who = Who(f"{match['name']}_{match['number']}", match["name"], number=match["number"])
    return HandIn("Canvas", who, [], late=bool(match["late"]), serial=int(match["serial"]))


def _blackboard(name: str, logins: dict[str, Who]) -> HandIn | None:
    match = BLACKBOARD.match(name)
    if match is None:
        return None
    who = logins[match["head"]]
    try:
        when = datetime.strptime(match["when"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return HandIn("Blackboard", who, [], doubts=[f"{match['when']} is no time"])
    return HandIn("Blackboard", who, [], when=when)


Reader = Callable[[str, dict[str, Who]], "HandIn | None"]
PATTERNS: dict[Reader, tuple[re.Pattern[str], ...]] = {
    _moodle: (MOODLE, MOODLE_TEAM),
    _blackboard: (BLACKBOARD,),
    _canvas: (CANVAS_ANONYMOUS, CANVAS),
}


def _blackboard_logins(node: Node, names: list[str]) -> dict[str, Who]:
    """Assignment_user -> the user: as the receipt beside the attempt says, else what follows the last underscore, else, where
    that is not enough to tell two apart, what follows the part that all have in common."""
    heads = sorted({m["head"] for m in map(BLACKBOARD.match, names) if m})
    logins: dict[str, Who] = {}
    for receipt in (m for m in node.files if RECEIPT.search(m.path.name)):
        match = BLACKBOARD.match(receipt.path.name)
        first = receipt.file.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff").split("\n", 1)[0]
        said = re.fullmatch(r"Name: (?P<name>.*) \((?P<login>[^()]+)\)\s*", first)
        if match and said and match["head"].endswith(f"_{said['login']}"):
            logins[match["head"]] = Who(said["login"], said["name"], login=said["login"])
    last = [head.rpartition("_")[2] for head in heads]
    common = _common(heads).rpartition("_")[0]
    for head, login in zip(heads, last, strict=True):
        if last.count(login) > 1:
            login = head[len(common) + 1 :] if common else head
        logins.setdefault(head, Who(login, login=login))
    return logins


def _gradescope(node: Node) -> Found:
    metadata = next(m for m in node.files if m.path.name == METADATA)
    people, found = gradescope.submitters(metadata.file), Found()
    for folder in node.people:
        if not people.get(folder.name):
            found.unknown += folder.all()
        for who, when in people.get(folder.name, []):
            found.hand_ins.append(HandIn("Gradescope", who, folder.all(), node.name, when))
    for folder in node.folders.values():
        for who, when in people.get(folder.name, []) if folder.others and not folder.all() else []:
            found.hand_ins.append(HandIn("Gradescope", who, folder.others[:1], node.name, when))
    found.unknown += node.work
    return found


# --- plain folders and archives ---


def _plain(folders: list[Node], files: list[Member], source: str, beside: bool) -> Found:
    """Folders and files without a system's marks, `beside` others that have some."""
    if len(folders) == 1 and not files and not beside:
        return _only(folders[0], [])
    if not beside and not files and folders and all(len(f.people) > 1 and not f.work for f in folders):
        found = Found()  # several classes
        for folder in folders:
            found.add(_only(folder, []))
        return found
    users = _repositories([f.name for f in folders])
    found = Found()
    for folder in folders:
        if users:
            found.hand_ins.append(
                HandIn("GitHub", Who(users[folder.name], login=users[folder.name]), folder.all(), source)
            )
        else:
            found.hand_ins.append(HandIn("a folder for each student", Who(folder.name), folder.all(), source))
    found.add(_loose(files, source))
    return found


def _only(folder: Node, above: list[str]) -> Found:
    """The only folder or archive there is: one student's, or a class in which each has a folder or a file."""
    names = [*above, folder.name]
    people = [f for f in folder.people if f.name not in course.lessons()]
    if len(people) > 1 or len(folder.work) > 1:
        return _plain(folder.people, folder.work, folder.name, True)
    if len(people) == 1 and not folder.work and len(folder.people) == 1:
        return _only(people[0], names)
    doubts = [f"the student may also be {' or '.join(names[1:])}: give the class's archive whole"] if above else []
    return Found([HandIn("a folder for each student", Who(names[0]), folder.all(), names[0], doubts=doubts)])


def _repositories(names: list[str]) -> dict[str, str]:
    """GitHub's REPOSITORY-USER, from at least two clones or archives of the same repository: name -> user."""
    bare = [BRANCH.sub("", name) for name in names]
    common = _common(bare)
    common = common[: common.rfind("-") + 1]
    users = [name[len(common) :] for name in bare]
    sure = (
        len(names) > 2 or any(c.isdigit() for c in common) or all(map(BRANCH.search, names))
    )  # not smith-ann, smith-bob
    if len(names) < 2 or len(common) < 3 or len(set(users)) < len(users) or not all(users) or not sure:
        return {}
    return dict(zip(names, users, strict=True))


def _loose(files: list[Member], source: str) -> Found:
    """Notebooks that lie side by side: Google Classroom's `Name - FILE`, or each named as its student."""
    found = Found()
    for member in files:
        match, own = GOOGLE.match(member.path.name), _own_name(member.path.name)
        if match:
            who = Who(match["name"], match["name"], exact=False)
            found.hand_ins.append(HandIn("Google Classroom", who, [member], source))
        elif own:
            found.hand_ins.append(HandIn("a file for each student", Who(own, exact=False), [member], source))
        else:
            found.unknown.append(member)
    return found


def _own_name(name: str) -> str:
    """What of a notebook's name is its student's: all of it but a lesson's id and a browser's (1); "" for none."""
    own = COPY.sub("", NOTEBOOK.split(name)[0])
    for lesson in course.lessons():
        own = own.replace(lesson, "")
    return own.strip(" _-.")


def _merged(hand_ins: list[HandIn]) -> list[HandIn]:
    """Files of one person, one place and one time are one hand-in. What is not certainly one person's stays apart."""
    by: dict[tuple[object, ...], HandIn] = {}
    for number, one in enumerate(hand_ins):
        key = (one.layout, one.source, one.place, one.who.key, one.when, number if not one.who.exact else -1)
        if key in by:
            by[key].members += one.members
            by[key].late |= one.late
            by[key].serial = max(filter(None, (by[key].serial, one.serial)), default=None)
            by[key].doubts += [d for d in one.doubts if d not in by[key].doubts]
        else:
            by[key] = one
    return list(by.values())


def version(member: Member) -> tuple[str, int]:
    """A notebook's name without the number that a browser or a system put behind it, and that number, 0 for none."""
    stem = NOTEBOOK.split(member.name)[0]
    match = COPY.search(stem)
    return COPY.sub("", stem), int(match[1] or match[2]) if match else 0


def _common(names: list[str]) -> str:
    """What all names begin with, letter by letter."""
    first, last = min(names, default=""), max(names, default="")
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:same]
