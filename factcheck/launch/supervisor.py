"""Run programs: start each under a child guard, restart it when it ends, stop all of them in order.

Independent of Factcheck. A program is stopped by closing its guard's standard input. The kernel closes it too when
this process is killed, so both cases end the same way.
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

_GUARD = (sys.executable, "-I", "-S", str(Path(__file__).with_name("child_guard.py")))
_STOP_SECONDS = 8.0
_QUICK_EXIT_SECONDS = 30.0
_RESTART_DELAYS = (0.5, 1.0, 2.0, 4.0)
_TICK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Program:
    """A command to run. A `foundation`, such as the broker, is stopped after all others have ended."""

    name: str
    command: tuple[str, ...]
    foundation: bool = False


@dataclass(slots=True)
class _Child:
    program: Program
    guard: subprocess.Popen[bytes]
    started: float
    quick_exits: int = 0
    restart_at: float | None = None


class Supervisor:
    """Start, restart and stop programs; none outlives this process.

    A program that keeps ending stops everything while `patient` is false, during the start. Later it is only tried
    again: a full disk stops workers, and must not take the pages away.

    `stop_requested` can be set by a signal handler at any time. It is also set when the process `parent`, if given,
    is no longer the parent of this one. `inherited` are file descriptors that stay open in the guards.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        say: Callable[[str], None],
        *,
        inherited: Iterable[int] = (),
        parent: int | None = None,
    ) -> None:
        self.stop_requested = threading.Event()
        self.patient = False
        self._env = dict(env)
        self._say = say
        self._inherited = tuple(inherited)
        self._parent = parent
        self._children: list[_Child] = []

    def start(self, program: Program) -> None:
        self._children.append(_Child(program, self._spawn(program), time.monotonic()))

    def finish(self, program: Program) -> int:
        """Run the program to its end beside the others and return its exit code."""
        guard = self._spawn(program)
        try:
            while guard.poll() is None and self.tick():
                pass
        finally:
            _close_stdin(guard)
        return guard.wait()

    def tick(self) -> bool:
        """Restart programs that ended and whose delay is over; return False once a stop was requested."""
        for child in self._children:
            self._restart_if_ended(child)
        if self._parent not in (None, os.getppid()):
            self.stop_requested.set()
        return not self.stop_requested.wait(_TICK_SECONDS)

    def stop(self) -> None:
        """Stop all programs, foundations last, and wait for their end."""
        for foundation in (False, True):
            ending = [child.guard for child in self._children if child.program.foundation is foundation]
            for guard in ending:
                _close_stdin(guard)
            for guard in ending:
                guard.wait()
        self._children.clear()

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 (our own commands)
            [*_GUARD, str(_STOP_SECONDS), *program.command],
            stdin=subprocess.PIPE,
            env=self._env,
            process_group=0,
            pass_fds=self._inherited,
        )

    def _restart_if_ended(self, child: _Child) -> None:
        now = time.monotonic()
        if child.restart_at is not None:
            if now >= child.restart_at:
                child.guard, child.started, child.restart_at = self._spawn(child.program), now, None
        elif child.guard.poll() is not None:
            _close_stdin(child.guard)
            child.quick_exits = child.quick_exits + 1 if now - child.started < _QUICK_EXIT_SECONDS else 1
            if self.patient:
                child.quick_exits = min(child.quick_exits, len(_RESTART_DELAYS))
            delay = restart_delay(child.quick_exits, child.program.name, child.guard.returncode)
            child.restart_at = now + delay
            self._say(
                f"The {child.program.name} ended ({outcome(child.guard.returncode)}). Starting it again."
            )


def restart_delay(quick_exits: int, name: str, code: int) -> float:
    """Return the seconds to wait before a restart; raise StartupError after too many quick exits in a row."""
    if quick_exits > len(_RESTART_DELAYS):
        raise StartupError(
            f"The {name} ended {quick_exits} times in a row soon after its start, last with {outcome(code)}. "
            "The reason is printed above. Everything was stopped."
        )
    return _RESTART_DELAYS[quick_exits - 1]


def outcome(code: int) -> str:
    """Describe a guard's exit code: the signal that ended its command, or the command's own code."""
    return f"signal {code - 128}" if code > 128 else f"exit code {code}"


def _close_stdin(guard: subprocess.Popen[bytes]) -> None:
    if guard.stdin:
        guard.stdin.close()
