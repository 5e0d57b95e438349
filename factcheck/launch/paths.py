"""Paths of the data folder and of the embedded broker's socket, shared by the settings and the launcher."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# The system calls take 103 (macOS) or 107 (Linux) bytes; other characters would need quoting in the broker's URL.
_FIT_FOR_SOCKET = re.compile(r"[\w/.~-]{1,100}", re.ASCII)


def data_dir() -> Path:
    """Return the folder named by `DATA_DIR`, by default `var/` in the checkout."""
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()


def broker_socket(data: Path) -> Path:
    """Return the path of the broker's socket: in `data` if the path is short and plain enough, else below /tmp."""
    socket = data / "broker.sock"
    if _FIT_FOR_SOCKET.fullmatch(str(socket)):
        return socket
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{name}" / "broker.sock"


def make_private(folder: Path) -> None:
    """Create a folder that only this user can enter; raise PermissionError if another user owns or can write to it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise PermissionError(f"{folder} must be a folder that only you may write in")
