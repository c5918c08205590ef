"""A class's folder, as systems and people leave it: whoever handed in something else than a notebook has a row too."""

from pathlib import Path

import pytest

from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import find_notebooks, read

CLASSES = {
    "Moodle's folders": (
        [
            "Ada Lovelace_1001_assignsubmission_file_/hw.ipynb",
            "Ada Lovelace_1001_assignsubmission_onlinetext/onlinetext.html",
            "Ada Lovelace_1002_assignsubmission_file_/hw.py",
            "Cleo_1003_assignsubmission_onlinetext/onlinetext.html",
            "Dan_1004_assignsubmission_file_/deep/work.rar",
            "Dan_1004_assignsubmission_onlinetext/onlinetext.html",
            "Group A-Eve_1005_assignsubmission_file/work.7z",
            "Finn_1006_assignsubmission_file_/.DS_Store",
            "Gil_1007_assignsubmission_file_/01_embedding_lookup/hw.docx",
        ],
        [
            "Ada Lovelace_1002_assignsubmission_file_",
            "Cleo_1003_assignsubmission_onlinetext",
            "Dan_1004_assignsubmission_file_",
            "Gil_1007_assignsubmission_file_/01_embedding_lookup/01_embedding_lookup.ipynb",
            "Group A-Eve_1005_assignsubmission_file",
        ],
    ),
    "Moodle's flat files, in the folder of their archive, nobody with a notebook": (
        [
            "CS1-Lab 1-77/Ada_1001_assignsubmission_file_hw.pdf",
            "CS1-Lab 1-77/Ada_1001_assignsubmission_file_more.pdf",
            "CS1-Lab 1-77/Ben_1002_assignsubmission_onlinetext_onlinetext.html",
        ],
        [
            "CS1-Lab 1-77/Ada_1001_assignsubmission_file_hw.pdf",
            "CS1-Lab 1-77/Ben_1002_assignsubmission_onlinetext_onlinetext.html",
        ],
    ),
    "Canvas": (
        [
            "lovelaceada_31_99104_hw.ipynb",
            "lovelaceada_31_99105_notes.pdf",
            "lovelaceada_32_99106_hw.docx",
            "nyongesabo_LATE_33_text.html",
            "odonben_34_99107_hw-1.py",
            "piacleo_35_link.html",
            "anon_Xy12z_99108_work.7z",
            "roster.csv",
            "ta_notes.pdf",
        ],
        [
            "anon_Xy12z_99108_work.7z",
            "lovelaceada_32_99106_hw.docx",
            "nyongesabo_LATE_33_text.html",
            "odonben_34_99107_hw-1.py",
            "piacleo_35_link.html",
        ],
    ),
    "Blackboard": (
        [
            "gradebook_CS1_HW1_ada_attempt_2026-03-01-10-00-00_hw.ipynb",
            "gradebook_CS1_HW1_ada_attempt_2026-03-01-10-00-00.txt",
            "HW1_ben_attempt_2026-03-01-10-00-00_hw.rar",
            "HW1_ben_attempt_2026-03-01-10-00-00.txt",
        ],
        ["HW1_ben_attempt_2026-03-01-10-00-00.txt"],
    ),
    "Gradescope": (
        ["submission_1/hw.ipynb", "submission_2/hw.py", "submission_3/notes.txt", "submission_metadata.yml"],
        ["submission_2", "submission_3"],
    ),
    "Google Classroom": (
        ["Ada L - hw.ipynb", "Ada L - notes.pdf", "Ben - Copy of hw.py", "handout.pdf"],
        ["Ben - Copy of hw.py"],
    ),
    "a folder for each student": (
        ["ada/hw.ipynb", "ben/hw.py", "cleo/deep/hw.pdf", "Dan - late/hw.docx", "data/u.data", "README.md"],
        ["Dan - late", "ben", "cleo"],
    ),
    "a file for each student": (
        ["ada.ipynb", "ben.ipynb", "ben.pdf", "cleo.py", "dan.7z", "eve.docx", "roster.csv", "notes.txt"],
        ["cleo.py", "dan.7z", "eve.docx"],
    ),
    "one student's folder": (
        ["01_embedding_lookup.ipynb", "02_dot_product.ipynb", "helpers.py", "handout.pdf", "data/table.py"],
        [],
    ),
    "one student's folders": (["01_embedding_lookup/hw.ipynb", "data/table.py", "handout.pdf"], []),
    "one notebook and what lies beside it": (
        ["hw.ipynb", "helpers.py", "lab_1_222_log.py", "Part 1 - notes.pdf", "old/hw.py", "tries/hw.ipynb"],
        [],
    ),
}


@pytest.mark.parametrize("name", CLASSES)
def test_a_student_without_a_notebook_is_not_missing_from_a_class(tmp_path: Path, name: str) -> None:
    files, wanted = CLASSES[name]
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("x")
    found = find_notebooks(tmp_path)
    assert sorted(label for _, label in found) == sorted([*wanted, *(f for f in files if f.endswith(".ipynb"))])
    for path, label in found:
        if label in wanted:
            with pytest.raises(SubmissionError, match=r"no notebook.*: save yours in Jupyter and hand in"):
                read(path)
