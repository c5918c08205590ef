"""Sets the course up and opens the lessons: `python start.py` (Windows: `py start.py`), `--no-open` to set up only.

It makes the environment `.venv` beside this file, installs what a student needs into it, and starts JupyterLab. A second
run goes on where a first one stopped, and opens the lessons at once where all is there. It needs nothing but Python.
Its syntax is kept so old that every Python can read it and say which one is needed.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
STAMP = os.path.join(VENV, ".started")  # what was installed, once it is all there
MAKES_STAMP = os.path.join(VENV, ".installed")  # setup.mk's
LOG = os.path.join(VENV, "install.log")  # all that pip said

# The small build of PyTorch for Linux, where the package index has one with everything for NVIDIA's cards. COLLAB_TORCH_INDEX
# names a mirror.
TORCH_CPU = os.environ.get("COLLAB_TORCH_INDEX") or "https://download.pytorch.org/whl/cpu"
# Measured with torch 2.13 on Python 3.11: what is downloaded, and what it takes on the disk.
SMALL = "about 0.3 GB are downloaded, 1.5 GB on the disk"
LARGE = "up to 3 GB are downloaded, 8 GB on the disk, since PyTorch's small build can't be reached from here"
MORE = " (with the tools of instructors and engineers about 0.2 GB more)"
ROOM = 2.0  # GB that must be free before the first install

AGAIN = "run this again: it goes on where it stopped"
CAUSES = [  # what pip says -> what to do about it; the first that fits
    (
        r"No space left on device|Errno 28|not enough space on the disk|Disk quota exceeded",
        "The disk is full: the course needs %.0f GB on the disk of %s. Free some, then %s." % (ROOM, HERE, AGAIN),
    ),
    (
        r"connection broken|ConnectionError|NewConnection|Connection (?:refused|reset|aborted|to )|Max retries exceeded|"
        r"NameResolution|name resolution|getaddrinfo|timed out|TimeoutError|ProxyError|SSLError|IncompleteRead",
        "The packages could not be fetched: the package index does not answer. Check the network, then %s." % AGAIN,
    ),
    (
        r"No matching distribution found for (\S+)",
        "There is no {0} for Python %d.%d on this machine: it may be too new, too old, 32-bit, or a Mac with an Intel "
        "processor or with macOS before 14. Take another Python (3.10 to 3.14, 64-bit), remove the folder .venv, and run this again with that one."
        % sys.version_info[:2],
    ),
    (
        r"Permission denied|Errno 13|Access is denied",
        "%s cannot be written by you. Move the course, then %s." % (VENV, AGAIN),
    ),
]


class Trouble(Exception):
    """What keeps the course from starting: one sentence that says what to do."""


def main(argv=None):
    """Set up what is missing and open the lessons; returns the exit code."""
    if sys.version_info < (3, 10):
        sys.stderr.write(
            "This course needs Python 3.10 or later; this is Python %d.%d (%s). Install a newer one from python.org and "
            "start with it, for example: python3.12 start.py\n"
            % (sys.version_info[0], sys.version_info[1], sys.executable)
        )
        return 1
    parser = argparse.ArgumentParser(
        prog="start.py", description="Sets the course up and opens the lessons in JupyterLab."
    )
    parser.add_argument("--no-open", action="store_true", help="set up only")
    parser.add_argument("--with", dest="extras", metavar="[EXTRA,...]", help=argparse.SUPPRESS)  # setup.mk's
    args = parser.parse_args(argv)
    try:
        if args.extras is not None:
            set_up(args.extras)
            return 0
        if not ready():
            set_up()
        if args.no_open:
            say("Ready. `python start.py` opens the lessons.")
            return 0
        return open_lessons()
    except Trouble as trouble:
        sys.stderr.write("%s\n" % trouble)
        return 1
    except OSError as error:  # of our own few files in .venv
        sys.stderr.write("%s\n" % (explained(str(error)) or error))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. To go on, %s.\n" % AGAIN)
        return 130


def say(text):
    print(text)
    sys.stdout.flush()


# --- what is there ---


def wanted():
    """What is to be installed, and where, as a short text: another version, or a folder that was moved, is another one."""
    digest = hashlib.sha256(HERE.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def ready():
    """Whether everything is installed, by this program or by `make setup`, and can be found."""
    try:
        with open(STAMP) as file:
            ours = file.read() == wanted()
    except OSError:
        ours = False
    if not ours and not made_by_make():
        return False
    code = "import sys; from importlib.util import find_spec as f; "
    code += (
        "sys.exit(not (f('torch') and f('jupyterlab') and f('collab') and f('collab').origin.startswith(sys.argv[1])))"
    )
    return runs("-c", code, HERE)


def made_by_make():
    try:
        when = os.stat(MAKES_STAMP).st_mtime
        return all(os.stat(os.path.join(HERE, n)).st_mtime <= when for n in ("pyproject.toml", "constraints.txt"))
    except OSError:
        return False


def runs(*arguments):
    """Whether the environment's Python carries this out."""
    try:
        return subprocess.call([PYTHON] + list(arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


# --- setting up ---


def set_up(extras=""):
    """Make `.venv` and install the student's set into it, and these extras. Raises Trouble."""
    if not runs("-c", "import sys, pip; sys.exit(sys.version_info < (3, 10))"):
        make_environment()
    with open(LOG, "w"):
        pass
    version = small_torch()
    if version:
        say("Installing the course into .venv: %s%s." % (SMALL, MORE if extras else ""))
        try:
            pip("install", "--index-url", TORCH_CPU, "--no-deps", "torch==" + version)
        except Trouble:  # not for this Python, say; what holds for everything is found out again below
            version = ""
    if not version:
        size = LARGE if sys.platform == "linux" and not has_torch() else SMALL
        more = MORE if extras else ""
        say("Installing the course into .venv: %s%s. What was fetched before is not fetched again." % (size, more))
    pip("install", "-c", "constraints.txt", "-e", "." + extras)
    with open(STAMP, "w") as file:
        file.write(wanted())


def make_environment():
    """Make `.venv` anew; what a stopped run left of one goes."""
    free = shutil.disk_usage(HERE).free / 1e9
    if free < ROOM:
        raise Trouble(
            "The disk of %s has %.1f GB left, the course needs %.0f. Free some, then %s." % (HERE, free, ROOM, AGAIN)
        )
    if os.path.exists(VENV) and not os.path.exists(os.path.join(VENV, "pyvenv.cfg")) and os.listdir(VENV):
        raise Trouble("%s is in the way: it is no Python environment. Rename or remove it, then run this again." % VENV)
    say("Making the environment .venv with Python %d.%d." % sys.version_info[:2])
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        said = made.stdout + made.stderr
        if "ensurepip" in said and not re.search(CAUSES[0][0], said):
            raise Trouble(
                "This Python comes without venv and pip. Install them (Debian, Ubuntu: sudo apt install python3-venv) or take "
                "the Python of python.org, then run this again."
            )
        raise Trouble(explained(said) or "Python could not make %s: %s" % (VENV, last_line(said)))


def has_torch():
    return runs("-c", "import importlib.metadata as m; m.version('torch')")


def small_torch():
    """The version of torch whose small build can be had here; "" where that is no question or it can't be reached."""
    if sys.platform != "linux" or has_torch() or no_index():
        return ""
    import urllib.request

    say("Looking for PyTorch's small build.")
    with open(os.path.join(HERE, "constraints.txt")) as file:
        pins = re.findall(r"^torch==([\w.]+)\s*(?:;\s*sys_platform == 'linux')?\s*$", file.read(), re.MULTILINE)
    try:
        with urllib.request.urlopen(TORCH_CPU + "/torch/", timeout=5) as page:
            listed = page.read().decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    return next((pin for pin in pins if "torch-%s" % pin in listed), "")


def no_index():
    """Whether this user's pip is told to ask no index at all, only folders of its own."""
    try:
        said = subprocess.check_output([PYTHON, "-m", "pip", "config", "list"], stderr=subprocess.DEVNULL).decode()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False
    return bool(re.search(r"no-index='(?:1|true|yes|on)'", said, re.IGNORECASE))


def bar_kind():
    """How pip is asked to tell how far a download is: in numbers, which versions before 24.1 can't."""
    newer = runs("-c", "import sys, pip; sys.exit(tuple(map(int, pip.__version__.split('.')[:2])) < (24, 1))")
    return "raw" if newer and sys.stdout.isatty() else "off"


def pip(*arguments):
    """Run the environment's pip in the course's folder, show what it downloads, keep all it says. Raises Trouble."""
    command = [PYTHON, "-m", "pip"] + list(arguments)
    command += [
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        bar_kind(),
        "--retries",
        "2",
        "--timeout",
        "15",
    ]
    environment = dict(os.environ, PIP_USER="0", PIP_QUIET="0", PYTHONUTF8="1", PYTHONUNBUFFERED="1")
    environment.pop("PYTHONHOME", None)
    lines = []
    process = subprocess.Popen(
        command,
        cwd=HERE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        with open(LOG, "a", encoding="utf-8") as log:
            for line in process.stdout:
                if draw_bar(line):
                    continue
                lines.append(line)
                log.write(line)
                show(line.strip())
    except OSError as error:
        process.kill()
        raise Trouble(explained(str(error)) or str(error))
    finally:
        process.stdout.close()
        process.wait()
    if process.returncode:
        said = "".join(lines)
        raise Trouble(explained(said) or "Installing failed: %s All of it stands in %s." % (last_line(said), LOG))


def draw_bar(line):
    """Draw what pip says of a download under way over what was drawn before; False where the line says something else."""
    found = re.match(r"Progress (\d+) of (\d+)", line)
    if not found:
        return False
    done, whole = int(found.group(1)), int(found.group(2)) or 1
    width = 30 * done // whole
    end = "\r" + " " * 60 + "\r" if done >= whole else ""
    sys.stdout.write("\r    [%-30s] %4d of %d MB %s" % ("#" * width, done // 1000000, whole // 1000000, end))
    sys.stdout.flush()
    return True


def show(line):
    """Of what pip says, the lines that tell how far it is."""
    found = re.match(r"(?:Downloading|Using cached) .*?([^/\s]+)\.(?:whl|tar\.gz) \((.* [MG]B)\)", line)
    if found:
        name = "-".join(found.group(1).split("-")[:2])
        say("  %s (%s)" % (name, found.group(2)))
    elif line.startswith("Installing collected packages"):
        say("  unpacking %d packages (a minute or two)" % (line.count(",") + 1))


def explained(said):
    """What to do about what pip, or Python, said; "" where it is nothing that is known."""
    for pattern, sentence in CAUSES:
        found = re.search(pattern, said, re.IGNORECASE)
        if found:
            return sentence.format(*found.groups()) if found.groups() else sentence
    return ""


def last_line(said):
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["it does not say why."])[-1]


# --- opening ---


def open_lessons():
    """Start JupyterLab on the lessons; returns its exit code once it has ended."""
    start = os.path.join(HERE, "lessons", "START.ipynb")
    command = [PYTHON, "-m", "jupyterlab", start if os.path.exists(start) else os.path.join(HERE, "lessons")]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Jupyter refuses root, for whom a notebook may do anything. In a container there often is nobody else.
        say(
            "You are root, so JupyterLab is started with --allow-root. On a machine that is not only yours, use your own user."
        )
        command.append("--allow-root")
    settings = [os.path.join(HERE, "src", "collab", "student", "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        s for s in settings if s
    )  # it saves every two seconds, for `check`
    say("Opening the lessons. This window keeps JupyterLab running: Ctrl+C ends it.")
    if os.name != "nt":
        os.chdir(HERE)
        os.execv(PYTHON, command)  # Jupyter takes this program's place, and its Ctrl+C
    process = subprocess.Popen(command, cwd=HERE)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # Jupyter gets it too, and asks whether it is meant
            pass


if __name__ == "__main__":
    sys.exit(main())
