"""How strongly this machine can close a box in: which tier it has, why not a stronger one, and the host that keeps it."""

from __future__ import annotations

import atexit
import os
import sys
from functools import lru_cache

from collab.grading.verdict import Tier

from . import isolation
from .hosts import ColdHost, Host, HostError, WarmHost
from .limits import Limits, limits


def new_host(kept: Limits) -> Host:
    """The best host for this machine and COLLAB_ISOLATION. Raises IsolationError where that asks for more than can be had."""
    sandboxed, cold = tier(kept) == "sandboxed", bool(os.environ.get("COLLAB_COLD_BOX"))
    if sandboxed and cold:
        return WarmHost(True, kept, once=True)
    if cold or not can_fork():
        return ColdHost(kept)
    return _warm_host(sandboxed, kept)


def can_fork() -> bool:
    """Whether a process that has imported torch may be forked here: not on Windows, and not safely on macOS."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def tier(kept: Limits | None = None) -> Tier:
    """The isolation that new boxes get, "sandboxed" or "limited": what is asked for, what can be had, what the self-test
    finds to hold. Raises IsolationError where COLLAB_ISOLATION=sandboxed cannot be kept."""
    asked = isolation.wanted()
    if asked == "limited":
        return "limited"
    why_not = _sandbox_trouble((kept or limits()).inside)
    if asked == "sandboxed" and why_not:
        raise isolation.IsolationError(f"COLLAB_ISOLATION=sandboxed, but {why_not}. Nothing was graded.")
    return "limited" if why_not else "sandboxed"


def for_strangers(kept: Limits | None = None) -> Tier:
    """The tier for other people's work: where it is "limited", only if COLLAB_ISOLATION=limited says that this is meant.

    Raises IsolationError."""
    name = tier(kept)
    if name == "limited" and isolation.wanted() != "limited":
        raise isolation.IsolationError(
            f"There is no sandbox here: {_sandbox_trouble((kept or limits()).inside)}. Without one, what is handed in can read and "
            "write what you can, and reach the network. If you trust everybody whose work this is, say so: COLLAB_ISOLATION=limited. "
            "Nothing was graded."
        )
    return name


@lru_cache
def _sandbox_trouble(kept: Limits) -> str:
    """ "" where a sandbox can be made and the self-test inside it succeeds in nothing, else what is wrong."""
    why_not = isolation.can_sandbox(kept.tmpfs)
    if why_not:
        return why_not
    for attempt in (1, 2, 3):  # what befalls one start by chance must not cost the whole run its sandbox
        try:
            _warm_host(True, kept).launch()
        except (isolation.IsolationError, HostError) as e:
            if attempt == 3:
                return str(e)
        else:
            break
    return ""


def report() -> str:
    """The tier of this machine, why it is not a stronger one, and what the self-test found, for people."""
    name = tier()  # raises where COLLAB_ISOLATION asks for more than can be had
    lines = [f"tier: {name}"]
    if name == "limited":
        asked = isolation.wanted() == "limited"
        lines.append(f"why not sandboxed: {'COLLAB_ISOLATION=limited' if asked else _sandbox_trouble(limits())}")
        lines.append(
            "A submission can read and write what you can, and reach the network: grade nobody's whom you don't trust."
        )
    else:
        kept = "a new one for every submission (COLLAB_COLD_BOX)" if os.environ.get("COLLAB_COLD_BOX") else "warm"
        lines += [f"by: {isolation.bubblewrap()}", f"box: {kept}", "self-test, tried from inside:"]
        lines += [
            f"  {'refused' if not got else 'SUCCEEDED: ' + got:10} {what}"
            for what, got in _warm_host(True, limits()).found
        ]
    lines.append("SECURITY.md says what each tier defends and what it does not.")
    return "\n".join(lines)


_warm: dict[tuple[bool, Limits], WarmHost] = {}


def _warm_host(sandboxed: bool, kept: Limits) -> WarmHost:
    key = sandboxed, kept.inside
    if key not in _warm:
        _warm[key] = WarmHost(*key)
        atexit.register(_warm[key].close)
    return _warm[key]
