"""nbgrader's configuration: plain `nbgrader autograde LESSON`, the formgrader's button and `generate_feedback` use it."""

import warnings
from pathlib import Path

from collab.grading.classroom import gradebook, launch
from collab.staff import pages

ROOT = Path(__file__).absolute().parent

# nbgrader 0.9 lets SQLAlchemy 2 warn on every submission about rows that it then adds all the same.
warnings.filterwarnings("ignore", message="Object of type .* not in session")
launch.find_our_programs()
gradebook.install()  # half graded students, links: see there

c = get_config()  # noqa: F821 - given by traitlets

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "collaborative-filtering"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
c.CourseDirectory.db_url = launch.gradebook_url(ROOT / "gradebook.db")

# nbgrader's own steps, but for the note in the instructor's notebook that it is generated.
c.GenerateAssignment.preprocessors = [
    "collab.grading.classroom.nbgrader.DropNote",
    *(
        f"nbgrader.preprocessors.{name}"
        for name in (
            "IncludeHeaderFooter",
            "InstantiateTests",
            "LockCells",
            "ClearSolutions",
            "ClearOutput",
            "CheckCellMetadata",
            "ComputeChecksums",
            "SaveCells",
            "ClearHiddenTests",
            "ClearMarkScheme",
            "ComputeChecksums",
            "CheckCellMetadata",
        )
    ),
]

# Read what was handed in tolerantly, grade it in a box, write score and message into each check's cell.
c.Autograde.exporter_class = "collab.grading.classroom.nbgrader.SubmissionExporter"
c.SubmissionExporter.optimistic_validation = True  # once after all steps, not after each
c.Autograde.sanitize_preprocessors = [  # what our reader gives is the released notebook: ids and metadata are in order
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
]
c.Autograde.autograde_preprocessors = [
    "collab.grading.classroom.nbgrader.GradeSubmission",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# What lateness costs is the class's policy, [class.late] in grader/course.toml; without one, nothing.
c.AssignLatePenalties.plugin_class = "collab.grading.classroom.late.LatePenalty"
c.GenerateFeedback.force = True  # a page from before points were given by hand, or somebody was regraded, is made anew
c.GenerateFeedback.exporter_class = "collab.grading.classroom.nbgrader.FeedbackExporter"

# nbgrader's own CSV breaks at a name with a comma.
c.ExportApp.plugin_class = "collab.grading.classroom.csv_export.CsvExport"

# `nbgrader zip_collect LESSON` takes what a learning management system gave, from downloaded/LESSON/archive/, by the same rules
# as `collab collect`. Names that neither knows: set c.FileNameCollectorPlugin.named_regexp, as nbgrader documents it; it is asked
# first.
c.ZipCollectApp.extractor_plugin = "collab.grading.classroom.collection.Extractor"
c.ZipCollectApp.collector_plugin = "collab.grading.classroom.collection.Collector"

# What a student gets back, and the formgrader with the model answers beside written ones.
pages.install(c)
