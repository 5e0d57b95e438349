"""One starter a data folder: a lock that ends with the last process that holds it, never a stale file."""

import contextlib
import fcntl
import os
import time
from pathlib import Path

from factcheck.launch.exceptions import StartupError

_WAIT_SECONDS = 12.0


def acquire(path: Path, address: str) -> int:
    """Locks the file and returns its descriptor, which the guards inherit; raises `CannotRun` while another lives.

    After a killed starter its guards hold the lock until everything has ended; that is worth a short wait.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    give_up = time.monotonic() + _WAIT_SECONDS
    while not _locked(descriptor):
        holder, where = _read(path)
        if _is_running(holder) or time.monotonic() > give_up:
            raise StartupError(
                f"Factcheck already runs on the data folder {path.parent}: {where} (process {holder}). "
                "Stop that one first, or name another folder: DATA_DIR=other-folder make run"
            )
        time.sleep(0.1)
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()} {address}".encode(), 0)
    return descriptor


def _locked(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _read(path: Path) -> tuple[int, str]:
    """Process and address of the holder; it may not have written them yet."""
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
