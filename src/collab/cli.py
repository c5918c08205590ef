"""The command `collab`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from collab import __version__, course

# Commands with options of their own: name -> (module, help). The module declares `add_arguments(parser)` and
# `command(args) -> exit code`, and is imported only where its command is called; where its room is not installed (the
# student's package), the command is not there.
COMMANDS = {
    "grade": ("collab.grading.classroom.grading_run", "grade a notebook or a folder of them"),
    "results": ("collab.staff.results", "train the reference models and report their losses"),
    "truth": ("collab.staff.measure", "measure the graders on the bank of known answers"),
    "collect": (
        "collab.grading.classroom.collect",
        "take in what a learning management system gave: preview, students, attempts",
    ),
    "new": ("collab.staff.scaffold", "the places of a new lesson or exercise, with what is to be written there"),
    "class": ("collab.staff.report", "a class's results for one lesson: a table and a picture"),
    "leaderboard": ("collab.staff.leaderboard", "a class's capstones on real ratings, with a locked test part"),
    "report": ("collab.staff.report_page", "the same as one page to open in a browser, and as CSV"),
    "export": ("collab.staff.export", "final points in the form that a learning management system takes"),
    "diff": ("collab.staff.diff", "whose points changed between two gradings, on which check, and why"),
    "convert": ("collab.grading.formats", "verdicts as JUnit XML, as a page in Markdown, as Gradescope's results"),
    "gradescope": ("collab.staff.gradescope", "an autograder for Gradescope: one zip for one lesson"),
    "workflow": ("collab.staff.workflow", "a GitHub Actions workflow that grades students' repositories on push"),
    "regrade": ("collab.staff.regrade", "what is stale in a class: before, after and why; --apply makes it good"),
}

INSTRUCTORS = {"nbgrader", "jupytext"}  # the extra `instructor` of pyproject.toml


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns the exit code. Known errors are one sentence on stderr, never a trace."""
    argv = sys.argv[1:] if argv is None else argv
    name = argv[0] if argv else ""
    try:
        args = _parser(argv).parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # `collab class LESSON | head`: who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
        return 141  # what a shell makes of SIGPIPE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except ModuleNotFoundError as e:
        if e.name not in INSTRUCTORS:
            raise
        print(
            f"collab {name}: {e.name} is not installed; only instructors need it: "
            "pip install -c constraints.txt -e '.[instructor]'",
            file=sys.stderr,
        )
        return 2
    except (RuntimeError, ValueError, OSError) as e:
        if type(e) in (RuntimeError, ValueError):  # ours are subclasses: these two are somebody's fault, so show where
            raise
        print(f"collab {name}: {e}", file=sys.stderr)
        return 2


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    """All commands; only the one that `argv` names is imported."""
    parser = argparse.ArgumentParser(prog="collab", description="The course's own command.")
    parser.add_argument("--version", action="version", version=f"collab {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    if not find_spec("collab.grading.classroom"):  # one's own notebook, in the students' package
        grade = commands.add_parser("grade", help="grade a notebook")
        grade.add_argument("path", type=Path)
        grade.add_argument("--json", type=Path, metavar="FILE", help="write the verdict as data")
        grade.add_argument("--seed", type=int, help="repeat a grading: the seed that its verdict names")
        grade.set_defaults(run=_grade)

    isolation = commands.add_parser("isolation", help="how strongly this machine can close a submission in, and why")
    isolation.set_defaults(run=_isolation)

    data = commands.add_parser("data", help="which ratings are used, where they lie, what their licence asks")
    data.add_argument("name", nargs="?", help="one set of ratings; `collab data` names those that there are")
    data.set_defaults(run=_data)

    progress = commands.add_parser("progress", help="what is done, what is next, and the points")
    progress.set_defaults(run=_progress)

    environment = commands.add_parser("environment", help="whether everything that the lessons need is there")
    environment.set_defaults(run=_environment)

    submit = commands.add_parser(
        "submit", help="grade a lesson's notebook as it will be, and write the file to hand in"
    )
    submit.add_argument("lesson", help="its id; the first two digits suffice")
    submit.add_argument("notebook", nargs="?", type=Path, help="default: the one in lessons/")
    submit.add_argument("--to", type=Path, metavar="FOLDER", help="default: hand-in/ in the course's folder")
    submit.set_defaults(run=_submit)

    if find_spec("collab.staff"):  # not in the student's package
        _instructors(commands)
    for name, (module, text) in COMMANDS.items():
        if not find_spec(module.rpartition(".")[0]):
            continue
        one = commands.add_parser(name, help=text)
        if argv[:1] == [name]:
            import_module(module).add_arguments(one)
            one.set_defaults(run=import_module(module).command)
    return parser


def _instructors(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that need the instructor's files."""
    build = commands.add_parser("build", help="make the notebooks from the lessons' sources")
    build.add_argument("lessons", nargs="*", metavar="LESSON")
    build.add_argument("--check", action="store_true", help="only tell whether lessons/ is what the sources give today")
    build.set_defaults(run=_build)

    student = commands.add_parser("student", help="make the students' package: one zip without the answers")
    student.add_argument("--to", type=Path, metavar="ZIP", help="default: build/student.zip")
    student.add_argument("--check", action="store_true", help="only refuse what is not to be packed")
    student.set_defaults(run=_student)

    demo = commands.add_parser("demo", help="the whole road once, with a sample class")
    demo.set_defaults(run=_demo)


def _grade(args: argparse.Namespace) -> int:
    """One's own work, without a class: the whole course's `collab grade` is grading/classroom/grading_run.py."""
    from collab.grading.grade import check_suites, grade_file, notebooks_at
    from collab.grading.verdict_file import told
    from collab.storage import write_json

    found = notebooks_at(args.path)
    check_suites(found)
    entries = []
    for path, label in found:
        entries.append(grade_file(path, label, args.seed).as_json())
        print(told(entries[-1]), flush=True)
        if args.json:
            write_json(args.json, entries if args.path.is_dir() else entries[0])
    failed = [e for e in entries if e.get("provisional")]
    if failed:
        print(f"collab grade: the grader itself failed, which is no verdict. {failed[0]['trouble']}", file=sys.stderr)
        return 2
    return 0 if all(e["score"] == e["max_score"] and e.get("status") != "invalid" for e in entries) else 1


def _isolation(args: argparse.Namespace) -> int:
    from collab.grading.box import tiers

    print(tiers.report())
    return 0


def _progress(args: argparse.Namespace) -> int:
    from collab.student.progress import progress

    print(progress())
    return 0


def _environment(args: argparse.Namespace) -> int:
    from collab.student.environment import environment

    found = environment()
    print(found)
    return 0 if all(row.good for row in found.rows) else 1


def _submit(args: argparse.Namespace) -> int:
    from collab.student.hand_in import submit

    done = submit(args.lesson, args.notebook, args.to)
    if done is not None:
        print(done)
    return 0 if done is not None and done.file is not None else 1


def _student(args: argparse.Namespace) -> int:
    from collab.staff import student_package

    student_package.check()
    if args.check:
        return 0
    print(student_package.write(args.to or course.root() / "build" / "student.zip"))
    return 0


def _data(args: argparse.Namespace) -> int:
    from collab.data import catalog

    return catalog.data_command(args)


def _build(args: argparse.Namespace) -> int:
    from collab.staff import build, front_door

    lessons = [course.lesson(name) for name in args.lessons] or list(course.lessons().values())
    if args.check:
        stale = build.stale(lessons) + front_door.stale()
        print(
            f"Not up to date: {', '.join(stale)}. Run `make build`." if stale else "lessons/ is what the sources give."
        )
        return bool(stale)
    for path in [*build.build(lessons), *front_door.write(course.root() / "lessons")]:
        print(path.relative_to(course.root()))
    for line in build.affected(lessons):
        print(line)
    return 0


def _demo(args: argparse.Namespace) -> int:
    from collab.staff import demo

    demo.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
