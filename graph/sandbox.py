"""What a process that runs strangers' queries may not do: open a socket, outlive its parent, or outgrow its memory.

The engine fetches addresses for SERVICE and cannot be told not to; on Linux the kernel refuses it (seccomp, man 2 seccomp), and the
guard's reading of a query's text is then courtesy, not defence.
"""

import ctypes
import os
import struct
import sys
import threading
import time
from pathlib import Path

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
# instructions of the kernel's filter language: load a word of the call's description, compare, return
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # refused calls fail with EPERM
_NUMBER, _MACHINE = 0, 4  # offsets in struct seccomp_data
# audit name of the machine, and the numbers of socket, connect, socketpair and io_uring_setup on it
_CALLS = {"x86_64": (0xC000003E, (41, 42, 53, 425)), "aarch64": (0xC00000B7, (198, 203, 199, 425))}
_FOREIGN = 0x40000000  # calls of another calling convention (x32) begin here
_PAUSE = 0.2  # seconds between looks


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def forbid_network() -> bool:
    """Takes from this process, and for good, the means to open a connection; False where the system has no such means."""
    if not sys.platform.startswith("linux") or os.uname().machine not in _CALLS:
        return False
    machine, calls = _CALLS[os.uname().machine]
    refuse = len(calls) + 1
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, refuse, 0, _FOREIGN),
    ]
    steps += [(_EQUAL, refuse - 1 - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    memory = ctypes.create_string_buffer(code)
    program = _Program(len(steps), ctypes.cast(memory, ctypes.c_void_p))
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            return False
        return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def end_with_parent() -> None:
    """Ends this process soon after the one that started it has ended, whatever it is doing."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def resident(pid: int) -> float:
    """Resident memory of a process in MiB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
