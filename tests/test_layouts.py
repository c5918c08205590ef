"""Each learning management system's own archive: who handed in what, read as the system means it.

Where the formats are from, in each test: the source or the documentation that was read, with its version. What could only be
read in other people's programs that open such archives is said to be so.
"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom import archives, layouts

from .archives import NAME, notebook, tarred, zipped

BLANK = b"{}"  # whose a file is, is told from its name alone


def found(tmp_path: Path, *given: tuple[str, bytes]) -> layouts.Found:
    """What is read of files of these names, given side by side as arguments."""
    paths = []
    for name, content in given:
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(tmp_path / "given" / name.partition("/")[0])
    paths = list(dict.fromkeys(paths))
    members = archives.unpack(paths, tmp_path / "unpacked", lambda text: None)
    return layouts.read(members, len(paths) == 1 and paths[0].is_dir())


def people(made: layouts.Found) -> dict[str, list[str]]:
    """Who -> their files' names. Fails where one name stands for two hand-ins."""
    keys = [one.who.key for one in made.hand_ins]
    assert len(keys) == len(set(keys)), keys
    return {one.who.key: sorted(m.name for m in one.members) for one in made.hand_ins}


# --- Moodle: mod/assign/classes/downloader.php, Moodle 4.1 to 5.0 (`get_student_prefix`, `load_submissionplugin_filelist`) ---

MOODLE = ["Ada Lovelace_1001", "Ben Ödön_1002", "Ada Lovelace_1003"]  # two of one name; each has a number


@pytest.mark.parametrize(
    "form",
    [
        "{}_assignsubmission_file/" + NAME,  # folders, the default since 3.1; without an underscore at the end today
        "{}_assignsubmission_file_/" + NAME,  # as it was before 4.1
        "{}_assignsubmission_file_" + NAME,  # "download submissions in folders" is off
        "{}_assignsubmission_file/week 4/work/" + NAME,  # a folder that the student uploaded
        "Group A-{}_assignsubmission_file/" + NAME,  # in group mode, before 3.1
    ],
)
def test_moodle(tmp_path: Path, form: str) -> None:
    made = found(tmp_path, ("Course-Lesson 4-77.zip", zipped({form.format(who): BLANK for who in MOODLE})))
    group = "Group A-" if form.startswith("Group") else ""
    assert set(people(made)) == {group + who for who in MOODLE}
    assert [one.layout for one in made.hand_ins] == ["Moodle"] * 3
    assert {one.who.number for one in made.hand_ins} == {"1001", "1002", "1003"}
    assert not made.unknown


def test_moodle_with_blind_marking_and_in_teams(tmp_path: Path) -> None:
    """`Participant_NUMBER`; a team is its group's name and id, people without one are "Default group" without a number."""
    names = ["Participant_31", "Participant_32", "Team 7_5", "Default group"]
    made = found(tmp_path, ("blind.zip", zipped({f"{n}_assignsubmission_file/{NAME}": BLANK for n in names})))
    assert set(people(made)) == set(names)
    assert [bool(one.doubts) for one in made.hand_ins] == [name == "Default group" for name in sorted(names)]


def test_moodle_unpacked_by_hand_and_with_a_students_own_archive(tmp_path: Path) -> None:
    made = found(
        tmp_path,
        (f"unpacked/Ada_1_assignsubmission_file/{NAME}", BLANK),
        ("unpacked/Ben_2_assignsubmission_file/work.zip", zipped({f"a/{NAME}": BLANK, "b/notes.txt": b""})),
        (f"unpacked/Cleo_3_assignsubmission_file_{NAME}", BLANK),
        ("unpacked/Cleo_3_assignsubmission_onlinetext_/onlinetext.html", b""),
    )
    assert people(made) == {"Ada_1": [NAME], "Ben_2": [NAME], "Cleo_3": [NAME]}


# --- Canvas: lib/content_zipper.rb, canvas-lms of 2024 (`get_filename`, `add_upload_submission`, `sanitize_user_name`) ---


def test_canvas(tmp_path: Path) -> None:
    """sortable_name without spaces and signs, LATE, user id, file id, the file's own name."""
    names = [
        f"lovelaceada_31_9001_{NAME}",
        f"nyongesabo_LATE_32_9002_{NAME[:-6]}-1.ipynb",
        f"müllerjörg_33_9003_{NAME}",
        f"le_guin_34_9004_{NAME}",  # an underscore in the name stays
        f"lovelaceada_35_9005_{NAME}",  # another of the same name
    ]
    made = found(tmp_path, ("submissions.zip", zipped(dict.fromkeys(names, BLANK))))
    assert set(people(made)) == {"lovelaceada_31", "nyongesabo_32", "müllerjörg_33", "le_guin_34", "lovelaceada_35"}
    assert [one.who.key for one in made.hand_ins if one.late] == ["nyongesabo_32"]
    assert {one.serial for one in made.hand_ins} == set(range(9001, 9006))


def test_canvas_graded_anonymously(tmp_path: Path) -> None:
    names = [f"anon_aB3dE_91_{NAME}", f"LATE_anon_Zz9x1_92_{NAME}"]
    made = found(tmp_path, ("submissions.zip", zipped(dict.fromkeys(names, BLANK))))
    assert {one.who.key: one.late for one in made.hand_ins} == {"anon_aB3dE": False, "anon_Zz9x1": True}


# --- Blackboard Learn: nbgrader's documentation (user_guide/managing_assignment_files_manually, 0.9) for the names; the receipt
# as other people's programs read it (BBGradebookOrganiser and others); no documentation of Blackboard's own names them ---


def receipt(name: str, login: str) -> bytes:
    text = f"Name: {name} ({login})\nAssignment: hw\nDate Submitted: Sunday, 1 March 2026 10:00:00 o'clock GMT\n"
    return (text + "\nComments:\nName: Ben (ben)\n").encode()


def test_blackboard(tmp_path: Path) -> None:
    """ASSIGNMENT_USER_attempt_DATE_FILE, several attempts, a receipt beside each."""
    files = {
        f"hw 4_ada_attempt_2026-03-01-10-00-00_{NAME}": BLANK,
        "hw 4_ada_attempt_2026-03-01-10-00-00.txt": receipt("Ada Lovelace", "ada"),
        f"hw 4_ada_attempt_2026-03-02-11-00-00_{NAME}": BLANK,
        f"hw 4_b_ben_attempt_2026-03-01-12-00-00_{NAME}": BLANK,
        "hw 4_b_ben_attempt_2026-03-01-12-00-00.txt": receipt("Ben Ödön", "b_ben"),
        "hw 4_cleo_attempt_2026-03-01-12-00-00_work.zip": zipped({NAME: BLANK}),
    }
    made = found(tmp_path, ("gradebook_CS101_hw 4_2026-03-05-09-00-00.zip", zipped(files)))
    assert [(one.who.key, one.when and one.when.day) for one in made.hand_ins] == [
        ("cleo", 1),
        ("ada", 1),
        ("ada", 2),
        ("b_ben", 1),
    ]
    assert {one.who.key: one.who.name for one in made.hand_ins} == {
        "ada": "Ada Lovelace",
        "b_ben": "Ben Ödön",
        "cleo": "",
    }


def test_blackboards_users_with_underscores_are_two_without_receipts_as_well(tmp_path: Path) -> None:
    files = {f"hw_{user}_attempt_2026-03-01-10-00-00_{NAME}": BLANK for user in ("ann_a", "bob_a")}
    made = found(tmp_path, ("gradebook_CS101_hw_2026-03-05-09-00-00.zip", zipped(files)))
    assert set(people(made)) == {"ann_a", "bob_a"}


# --- Gradescope: "Export submissions" of a programming assignment, as read in public programs that open it (2023 to 2026): the
# folder's name is the key, Ruby's symbols the fields; Gradescope documents none of it ---

METADATA = """submission_409194023:
  :submitters:
  - :name: Ada Lovelace
    :sid: '123456789'
    :email: ada@uni.edu
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :results:
    score: 2.0
    output: |-
      =====
      Final Score:2.0
submission_500000001:
  :submitters:
  - :name: Ben Ödön
    :sid:
    :email: ben@uni.edu
  - :name: Cleo C
    :sid: '222'
    :email: cleo@uni.edu
  :created_at: 2026-04-26 18:00:00 -07:00
submission_700000003:
  :submitters: []
"""


def test_gradescope(tmp_path: Path) -> None:
    root = "assignment_8046601_export/"
    folders = [line[:-1] for line in METADATA.splitlines() if line.startswith("submission_")]
    files = {f"{root}{folder}/{NAME}": BLANK for folder in folders}
    made = found(tmp_path, ("export.zip", zipped({f"{root}submission_metadata.yml": METADATA.encode(), **files})))
    assert {one.who.key: one.who.email for one in made.hand_ins} == {
        "123456789": "ada@uni.edu",
        "ben@uni.edu": "ben@uni.edu",
        "222": "cleo@uni.edu",
    }
    assert [m.path.parts[-2] for m in made.unknown] == ["submission_700000003"]
    (ada,) = [one for one in made.hand_ins if one.who.key == "123456789"]
    assert ada.when is not None
    assert ada.when.astimezone(timezone.utc).replace(microsecond=0) == datetime(
        2026, 4, 26, 17, 34, tzinfo=timezone.utc
    )


def test_gradescope_unpacked(tmp_path: Path) -> None:
    folder = "assignment_8046601_export"
    made = found(
        tmp_path,
        (f"{folder}/submission_metadata.yml", METADATA.encode()),
        (f"{folder}/submission_409194023/{NAME}", BLANK),
        (f"{folder}/submission_500000001/{NAME}", BLANK),
    )
    assert {one.who.key for one in made.hand_ins} == {"123456789", "ben@uni.edu", "222"}


def test_gradescopes_list_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    files = {"submission_metadata.yml": b"{", f"submission_1/{NAME}": BLANK}
    with pytest.raises(course.CourseError, match="export the submissions from Gradescope again"):
        found(tmp_path, ("export.zip", zipped(files)))


# --- Google Classroom: a Drive folder, from memory of its names; Google documents that each student gets a copy, not its name ---


def test_google_classroom(tmp_path: Path) -> None:
    names = [f"Ada Lovelace - {NAME}", f"Ben Ödön - Copy of {NAME}", f"Cleo C-D - {NAME}"]
    made = found(tmp_path, ("Lesson 4-20261102T101500Z-001.zip", zipped({f"Lesson 4/{name}": BLANK for name in names})))
    assert set(people(made)) == {"Ada Lovelace", "Ben Ödön", "Cleo C-D"}
    assert not any(one.who.exact for one in made.hand_ins)  # Drive lets two people's files have one name


# --- GitHub: clones of REPOSITORY-USER in one folder, or its archives of a branch, which end in the branch's name ---


@pytest.mark.parametrize("form", ["{}/" + NAME, "{}/lessons/x/" + NAME, "{}/.git/HEAD {}/" + NAME])
def test_github_clones_in_one_folder(tmp_path: Path, form: str) -> None:
    given = []
    for user in ("ada", "ben-x", "adam"):
        given += [(f"clones/{part.format(f'hw-4-{user}')}", BLANK) for part in form.split(" ")]
    assert set(people(found(tmp_path, *given))) == {"ada", "ben-x", "adam"}


def test_people_with_one_last_name_are_no_repositories(tmp_path: Path) -> None:
    made = found(tmp_path, *((f"class/smith-{who}/{NAME}", BLANK) for who in ("ann", "bob")))
    assert set(people(made)) == {"smith-ann", "smith-bob"}


def test_github_archives(tmp_path: Path) -> None:
    given = [(f"hw4-{user}-main.zip", zipped({f"hw4-{user}-main/{NAME}": BLANK})) for user in ("ada", "ben")]
    made = found(tmp_path, *given)
    assert set(people(made)) == {"ada", "ben"}
    assert {one.layout for one in made.hand_ins} == {"GitHub"}


# --- plain archives and folders ---


def test_a_class_as_folders_archives_or_files_named_as_students(tmp_path: Path) -> None:
    folders = {f"{who}/hw/{NAME}": BLANK for who in ("ada", "ben")}
    assert set(people(found(tmp_path / "a", ("class.zip", zipped(folders))))) == {"ada", "ben"}
    nbgrader = {f"submitted/{who}/04_dot_product_bias/{NAME}": BLANK for who in ("ada", "ben")}
    assert set(people(found(tmp_path / "b", ("class.tar.gz", tarred(nbgrader))))) == {"ada", "ben"}
    own = [(f"{who}.zip", zipped({NAME: BLANK, f"__MACOSX/._{NAME}": b"\0"})) for who in ("ada", "ben")]
    assert set(people(found(tmp_path / "c", *own))) == {"ada", "ben"}
    flat = {f"{who}_{NAME}": BLANK for who in ("ada", "ben")}
    assert set(people(found(tmp_path / "d", ("class.zip", zipped(flat))))) == {"ada", "ben"}
    assert set(people(found(tmp_path / "e", ("ada.zip", zipped({f"hw/{NAME}": BLANK}))))) == {"ada"}
    assert set(people(found(tmp_path / "f", (f"ada/{NAME}", BLANK)))) == {"ada"}


def test_downloads_that_say_nobodys_name_are_nobodys(tmp_path: Path) -> None:
    names = [NAME, NAME.replace(".", " (1)."), NAME.replace(".", " (2).")]
    made = found(tmp_path, *((f"Downloads/{name}", BLANK) for name in names))
    assert not made.hand_ins
    assert sorted(m.path.name for m in made.unknown) == sorted(names)


def test_two_files_of_one_name_in_one_archive_are_two(tmp_path: Path) -> None:
    path = tmp_path / "class.tar.gz"
    one, other = tarred({f"ada/{NAME}": notebook("first")}, "w"), tarred({f"ada/{NAME}": notebook("second")}, "w")
    path.write_bytes(one.rstrip(b"\0") + bytes(-len(one.rstrip(b"\0")) % 512) + other)
    members = archives.unpack([path], tmp_path / "unpacked", lambda text: None)
    assert len({m.file.read_bytes() for m in members}) == 2


# --- nobody can hand in as somebody else ---


@pytest.mark.parametrize(
    "name",
    [
        f"Ada_1001_assignsubmission_file_{NAME}",
        f"x_gradebook_hw_ada_attempt_2026-01-01-00-00-00_{NAME}",
        f"ada_31_9001_{NAME}",
        f"Ada Lovelace - {NAME}",
    ],
)
def test_a_name_that_a_student_chose_makes_a_file_nobody_elses(tmp_path: Path, name: str) -> None:
    metadata = b"eve:\n  :submitters:\n  - :sid: ada\n"
    for number, form in enumerate(("Eve_1005_assignsubmission_file/", "Eve_1005_assignsubmission_file_")):
        made = found(
            tmp_path / str(number),
            ("moodle.zip", zipped({form + name: BLANK, f"Ben_1006_assignsubmission_file_{NAME}": BLANK})),
        )
        assert set(people(made)) == {"Eve_1005", "Ben_1006"}
    made = found(tmp_path / "canvas", ("canvas.zip", zipped({f"eve_5_77_{name}": BLANK, f"ben_6_78_{NAME}": BLANK})))
    assert set(people(made)) == {"eve_5", "ben_6"}
    made = found(tmp_path / "blackboard", ("g.zip", zipped({f"hw_eve_attempt_2026-01-01-00-00-00_{name}": BLANK})))
    assert set(people(made)) == {"eve"}
    own = zipped({f"eve/{name}": BLANK, "eve/submission_metadata.yml": metadata, f"ben/{NAME}": BLANK})
    assert set(people(found(tmp_path / "plain", ("class.zip", own)))) == {"eve", "ben"}
    nested = zipped({"submission_metadata.yml": metadata, f"eve/{name}": BLANK})
    made = found(tmp_path / "nested", ("class.zip", zipped({"eve/work.zip": nested, f"ben/{NAME}": BLANK})))
    assert set(people(made)) == {"eve", "ben"}
    alone = found(tmp_path / "alone", ("class.zip", zipped({"eve.zip": nested})))
    assert [one.who.key for one in alone.hand_ins] == ["class"]  # doubtful, and not ada
    assert alone.hand_ins[0].doubts


def test_a_closed_archive_on_the_instructors_disk_has_a_row(tmp_path: Path) -> None:
    made = found(tmp_path, ("ada.rar", b"Rar!\x1a\x07\x00"), ("ben.zip", zipped({NAME: BLANK})))
    assert {one.who.key: one.members[0].trouble for one in made.hand_ins} == {
        "ada": "only zip and tar can be opened",
        "ben": "",
    }
