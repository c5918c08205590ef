"""The box's first lines: take limits upon oneself, then become the agent.

    python -I -m collab.grading.inside MEMORY CPU FILE      (bytes, seconds, bytes)

A hard limit cannot be raised again by an ordinary user. Before torch, so that nothing of the student's ever runs without.
"""

import sys


def limit(memory: int, cpu: int, file: int) -> None:
    """Set this process's and its children's limits where the operating system has them (Linux, macOS)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {"RLIMIT_AS": memory, "RLIMIT_CPU": cpu, "RLIMIT_FSIZE": file, "RLIMIT_NOFILE": 256, "RLIMIT_CORE": 0}
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, hard = resource.getrlimit(number)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(number, (value, value))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS; the judge's watchdog stands in
            continue


if __name__ == "__main__":
    limit(*(int(n) for n in sys.argv[1:4]))
    from collab.grading.agent import main

    main()
