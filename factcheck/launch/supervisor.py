"""Keeps programs running: starts each under a guard, starts it again when it dies, stops them in order.

Knows nothing of Factcheck. The guard's standard input is the life line: closing it is how a program is stopped,
and the system closes it when this process is killed, so that both end the same way.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factcheck.launch.exceptions import StartupError

_GUARD = (sys.executable, "-I", "-S", str(Path(__file__).with_name("guard.py")))
_GRACE = 8.0
_QUICK_DEATH = 30.0
_PAUSES = (0.5, 1.0, 2.0, 4.0)
_TICK = 0.1


@dataclass(frozen=True, slots=True)
class Program:
    """A command to keep running. A `foundation` is stopped only when all others have ended."""

    name: str
    command: tuple[str, ...]
    foundation: bool = False


@dataclass(slots=True)
class _Child:
    program: Program
    guard: subprocess.Popen[bytes]
    started: float
    quick_deaths: int = 0
    again_at: float | None = None


class Supervisor:
    """Programs that live as long as this process wants and no longer than it lives.

    `stop_asked` may be set by a signal handler at any time, and is set when process `parent`, if given, is no
    longer the parent of this one. `inherited` are file descriptors that the guards hold open while anything runs.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        say: Callable[[str], None],
        *,
        inherited: Iterable[int] = (),
        parent: int | None = None,
    ) -> None:
        self.stop_asked = threading.Event()
        self._env = dict(env)
        self._say = say
        self._inherited = tuple(inherited)
        self._parent = parent
        self._children: list[_Child] = []

    def start(self, program: Program) -> None:
        self._children.append(_Child(program, self._spawn(program), time.monotonic()))

    def finish(self, program: Program) -> int:
        """Runs the program to its end beside the others and returns its exit code."""
        guard = self._spawn(program)
        try:
            while guard.poll() is None and self.tick():
                pass
        finally:
            _let_go(guard)
        return guard.wait()

    def tick(self) -> bool:
        """One short turn: sees who died and starts again whose pause is over. False once a stop was asked for."""
        for child in self._children:
            self._revive(child)
        if self._parent not in (None, os.getppid()):
            self.stop_asked.set()
        return not self.stop_asked.wait(_TICK)

    def stop(self) -> None:
        """Stops everything, foundations last; returns when nothing is left."""
        for foundation in (False, True):
            ending = [child.guard for child in self._children if child.program.foundation is foundation]
            for guard in ending:
                _let_go(guard)
            for guard in ending:
                guard.wait()
        self._children.clear()

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 (our own commands)
            [*_GUARD, str(_GRACE), *program.command],
            stdin=subprocess.PIPE,
            env=self._env,
            process_group=0,
            pass_fds=self._inherited,
        )

    def _revive(self, child: _Child) -> None:
        now = time.monotonic()
        if child.again_at is not None:
            if now >= child.again_at:
                child.guard, child.started, child.again_at = self._spawn(child.program), now, None
        elif child.guard.poll() is not None:
            _let_go(child.guard)
            child.quick_deaths = child.quick_deaths + 1 if now - child.started < _QUICK_DEATH else 1
            pause = pause_after(child.quick_deaths, child.program.name, child.guard.returncode)
            child.again_at = now + pause
            self._say(
                f"The {child.program.name} ended ({outcome(child.guard.returncode)}). Starting it again."
            )


def pause_after(quick_deaths: int, name: str, code: int) -> float:
    """Seconds to wait before the next start; raises `CannotRun` when there were too many quick deaths in a row."""
    if quick_deaths > len(_PAUSES):
        raise StartupError(
            f"The {name} ended {quick_deaths} times in a row soon after its start, last with {outcome(code)}. "
            "What it wrote above says why. Everything was stopped."
        )
    return _PAUSES[quick_deaths - 1]


def outcome(code: int) -> str:
    """A guard's exit code in words: the signal that ended its command, or the command's own code."""
    return f"signal {code - 128}" if code > 128 else f"exit code {code}"


def _let_go(guard: subprocess.Popen[bytes]) -> None:
    if guard.stdin:
        guard.stdin.close()
