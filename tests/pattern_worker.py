"""The CPU time of searches, measured in a process that the kernel ends when one takes too long.

A signal handler cannot interrupt a search, because the engines run no Python code while they search. The default
action of SIGVTALRM can: it ends the process. A new one takes its place.
"""

import atexit
import multiprocessing
import re
import signal
import time
from multiprocessing.connection import Connection
from typing import Any

import regex

ENGINES: dict[str, Any] = {"re": re, "_regex": regex, "regex": regex}
# In CPU seconds. A search that takes longer is stopped.
TIMEOUT = 0.2
METHODS = ("findall", "fullmatch")
# Pattern and flags by the name of the engine, the method, and the text.
Job = tuple[str, str | bytes, int, str, str | bytes]


class Worker:
    """A process that measures searches, one after the other."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Any = None
        atexit.register(self.stop)

    def measure(self, pattern: Any, method: str, text: str | bytes) -> float:
        """Return the CPU seconds of a search, TIMEOUT if it was stopped."""
        if self._process is None:
            self._start()
        engine = "re" if isinstance(pattern, re.Pattern) else "regex"
        try:
            self._pipe.send((engine, pattern.pattern, pattern.flags, method, text))
            return float(self._pipe.recv())
        except (EOFError, OSError):
            self.stop()
            return TIMEOUT

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()


def _serve(pipe: Connection) -> None:
    # Handlers of the test process are inherited: with one for SIGTERM, the process would never end.
    for number in (signal.SIGVTALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        pipe.send(_run(*job))


def _run(engine: str, source: str | bytes, flags: int, method: str, text: str | bytes) -> float:
    search = getattr(ENGINES[engine].compile(source, flags), method)
    signal.setitimer(signal.ITIMER_VIRTUAL, TIMEOUT)
    started = time.thread_time()
    search(text)
    taken = time.thread_time() - started
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return min(taken, TIMEOUT)
