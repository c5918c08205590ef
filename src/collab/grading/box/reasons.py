"""Why there is no sandbox, as a person would say it: what bubblewrap and the kernel print, and what to do about it."""

from __future__ import annotations

# What is printed -> what it means. The first that fits is said.
KNOWN = (
    (
        "preexec_fn",
        "this program runs as root but may not make namespaces, as in a container: run it as an ordinary user, in a container that was "
        "started with --security-opt seccomp=unconfined --security-opt systempaths=unconfined",
    ),
    (
        "setting up uid map: Permission denied",
        "AppArmor forbids user namespaces to this bwrap, as on Ubuntu 23.10 and later: install the system's (sudo apt install "
        "bubblewrap), for which Ubuntu has a profile",
    ),
    (
        "RTM_NEWADDR",
        "AppArmor forbids network namespaces to this bwrap, as on Ubuntu 23.10 and later: install the system's (sudo apt install "
        "bubblewrap), for which Ubuntu has a profile",
    ),
    (
        "Can't mount proc",
        "/proc is masked, as in a container: start it with --security-opt systempaths=unconfined (Podman: --security-opt unmask=ALL)",
    ),
    (
        "No permissions to create",
        "the kernel gives this user no namespaces: the setting kernel.unprivileged_userns_clone or user.max_user_namespaces, or a "
        "container's seccomp profile (--security-opt seccomp=unconfined) forbids them",
    ),
    (
        "Creating new namespace failed",
        "the kernel gives this user no namespaces: the setting kernel.unprivileged_userns_clone or user.max_user_namespaces, or a "
        "container's seccomp profile (--security-opt seccomp=unconfined) forbids them",
    ),
)


def in_words(printed: str) -> str:
    """What an error of bubblewrap or of starting it means; where it is not known, itself, in one line."""
    found = next((means for part, means in KNOWN if part in printed), "")
    return found or f"bubblewrap cannot make a sandbox here: {' '.join(printed.split())[:200]}"
