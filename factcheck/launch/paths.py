"""Paths of the data folder and of the embedded broker's socket, shared by the settings and the launcher."""

import errno
import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from factcheck.launch.exceptions import StartupError

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


def prepare_data_dir(data: Path) -> None:
    """Create the data folder, or make it private: the database, exports and secrets in it are for this user only.

    Raise StartupError if anybody can write in it, or if this user cannot.
    """
    os.umask(0o077)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = data.stat()
        if status.st_mode & stat.S_IWOTH:
            raise StartupError(
                f"Everybody on this machine can write in the data folder {data}. Run: chmod 700 {data}"
            )
        if not status.st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, "it is read-only")
        if status.st_uid == os.getuid():
            data.chmod(0o700)
        with tempfile.TemporaryFile(dir=data):
            pass
        _make_files_private(data)
    except OSError as error:
        raise StartupError(
            f"The data folder {data} cannot be written: {error.strerror}. "
            "Set DATA_DIR to a folder of your own, or change the permissions of this one."
        ) from error


def _make_files_private(data: Path) -> None:
    """Take the files of older versions, which everybody could read, from all others."""
    exports = data / "files"
    named = (
        *data.glob("*.sqlite3*"),
        *data.glob("*.txt"),
        data / "secret-key",
        exports,
        *exports.glob("**/*"),
    )
    for file in named:
        status = file.lstat() if file.exists() else None
        if status and status.st_uid == os.getuid() and not file.is_symlink() and status.st_mode & 0o077:
            file.chmod(0o700 if file.is_dir() else 0o600)
