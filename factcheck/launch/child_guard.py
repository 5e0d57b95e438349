"""Run one command that ends with this script's standard input and leaves no processes running.

    child_guard.py SECONDS COMMAND...

When the input ends, because the launcher closed it or was killed, the command gets SIGTERM. After SECONDS, what
remains of its process group is killed. The exit code is the command's. Uses only the standard library, because it
runs as a bare script, once per program that the launcher starts.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def main(seconds: float, command: list[str]) -> int:
    child = subprocess.Popen(  # noqa: S603 (our own commands)
        command, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=_end_with_guard
    )
    threading.Thread(target=_end_with_input, args=(child, seconds), daemon=True).start()
    code = child.wait()
    _kill_group(child.pid)
    return code if code >= 0 else 128 - code


def _end_with_guard() -> None:
    """On Linux, have the kernel send SIGTERM to the command if this script itself is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end_with_input(child: subprocess.Popen[bytes], seconds: float) -> None:
    while os.read(sys.stdin.fileno(), 64):
        pass
    child.terminate()
    time.sleep(seconds)
    _kill_group(child.pid)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
