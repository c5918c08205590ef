"""Kernel keys, which no namespace keeps apart: whoever has the same user id, in whichever sandbox, may see that they are there.

So a box has no calls that make, ask for or change one. Boxes of several submissions run at the same time, and no two of them
may have a place to leave each other a word."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

# machine -> what AUDIT_ARCH_* calls it, and the numbers of add_key, request_key and keyctl there
CALLS = {"x86_64": (0xC000003E, (248, 249, 250)), "aarch64": (0xC00000B7, (217, 218, 219))}
X32 = 0x40000000  # x86-64's other numbers for the same calls start here
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # of the kernel's packet filter language
ALLOW, DENY = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2  # for prctl


def forbid() -> None:
    """From here on this process and all it starts are refused those calls, and every call by another architecture's numbers.

    Raises OSError where the kernel does not take the filter; does nothing on a machine whose numbers are not known."""
    about = CALLS.get(platform.machine()) if sys.platform == "linux" else None
    if about is None:
        return
    architecture, numbers = about
    tests = [(JUMP_AT_LEAST, X32), *((JUMP_EQUAL, number) for number in numbers)]
    steps = [(LOAD, 0, 0, 4), (JUMP_EQUAL, 0, len(tests) + 2, architecture), (LOAD, 0, 0, 0)]
    steps += [(kind, len(tests) - i, 0, number) for i, (kind, number) in enumerate(tests)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, DENY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    unsigned = ctypes.c_ulong
    if libc.prctl(NO_NEW_PRIVILEGES, unsigned(1), unsigned(0), unsigned(0), unsigned(0)) or libc.prctl(
        SET_SECCOMP, unsigned(FILTER), ctypes.c_char_p(program), unsigned(0), unsigned(0)
    ):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")
