"""Lock that allows one launcher per data folder.

The kernel releases it with the last process that has it open, so a crash leaves no stale lock.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path

from factcheck.launch.exceptions import StartupError

_WAIT_SECONDS = 12.0


def acquire(path: Path, address: str) -> int:
    """Lock the file and return its descriptor, which child guards inherit; raise StartupError if it is taken.

    After a launcher was killed, its child guards have the lock open until every program has ended. Waiting a few
    seconds for that is better than failing.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + _WAIT_SECONDS
    while not _try_lock(descriptor):
        owner, address_in_use = _read(path)
        if _is_running(owner) or time.monotonic() > deadline:
            raise StartupError(
                f"Factcheck is already running on the data folder {path.parent}: {address_in_use} (process {owner}). "
                "Stop that one first, or name another folder: DATA_DIR=other-folder make run"
            )
        time.sleep(0.1)
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()} {address}".encode(), 0)
    return descriptor


def _try_lock(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _read(path: Path) -> tuple[int, str]:
    """Return process id and address of the lock's owner; they are empty if it has not written them yet."""
    process, _, address = path.read_text().partition(" ")
    return int(process or 0), address or "still starting"


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
