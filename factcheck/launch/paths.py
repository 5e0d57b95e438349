"""Where the data folder and the embedded broker's socket lie: settings and starter must agree on it."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# The system calls take 103 (macOS) or 107 (Linux) bytes; other characters would need quoting in the broker's URL.
_FIT_FOR_SOCKET = re.compile(r"[\w/.~-]{1,100}", re.ASCII)


def data_dir() -> Path:
    """The folder that `DATA_DIR` names, `var/` by default."""
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()


def broker_socket(data: Path) -> Path:
    """The embedded broker's socket: in `data` if a socket can lie there, else in a folder of this user's own."""
    socket = data / "broker.sock"
    if _FIT_FOR_SOCKET.fullmatch(str(socket)):
        return socket
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{name}" / "broker.sock"


def make_private(folder: Path) -> None:
    """Makes the folder for this user alone; a folder of somebody else's in its place is an error."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise PermissionError(f"{folder} must be a folder that only you may write in")
