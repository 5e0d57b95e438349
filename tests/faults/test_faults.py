"""Parts of a whole installation fail at random moments while people work: nothing is lost, and nothing happens twice.

The same seed gives the same faults in the same order. A long run: `make test-faults FAULT_SECONDS=180`.
"""

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import servers
from tests.faults.installation import PARTS, Installation, installed, migrate
from tests.faults.workload import Workload

SECONDS = float(os.environ.get("FAULT_SECONDS") or 12)
SEED = int(os.environ.get("FAULT_SEED") or 7)
# A run goes on until so many requests have succeeded: on a busy machine that takes longer than its time.
MIN_ACKNOWLEDGED, MAX_SECONDS = 30, 240.0
SETTLED_SECONDS = 240.0
DISK_MEGABYTES = 60

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose SQLite has all migrations, which take most of the first start. To be copied."""
    folder = tmp_path_factory.mktemp("migrated") / "var"
    migrate(folder)
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with ExitStack() as stack:
        yield stack.enter_context(servers.postgres(durable=True)) if request.param == "postgresql" else ""


def break_something(run: Installation, chance: random.Random) -> str:
    """Do one fault; return its name."""
    faults: dict[str, Callable[[], Any]] = {
        f"kill the {part}": (lambda part=part: run.kill(part)) for part in PARTS if run.may_kill(part)
    }
    faults |= {
        "kill a process of a worker": lambda: run.kill_pool_process(chance),
        "drop connections": run.drop_connections,
        "set the clock back": lambda: run.run_command("shift"),
        "fill the broker": lambda: _for_a_while(run.full_broker()),
    }
    name = chance.choice(sorted(faults))
    faults[name]()
    return name


@contextmanager
def working(work: Workload) -> Iterator[None]:
    """Let the people work during the block, and a little before it."""
    work.start()
    try:
        servers.until(
            lambda: work.answers.acknowledged > 5, seconds=MAX_SECONDS, what="the first requests succeed"
        )
        yield
    finally:
        work.stop()


def is_going_on(work: Workload, seconds: float) -> bool:
    return seconds < SECONDS or (work.answers.acknowledged < MIN_ACKNOWLEDGED and seconds < MAX_SECONDS)


def _for_a_while(fault: Any) -> None:
    with fault:
        time.sleep(2)


def settle(run: Installation) -> tuple[dict[str, Any], float]:
    """Wait until no job is open; return what is in the database then, and the seconds."""
    started, found = time.monotonic(), run.run_command("examine")
    while found["open"] and time.monotonic() < started + SETTLED_SECONDS:
        time.sleep(1)
        found = run.run_command("examine")
    return found, time.monotonic() - started


def assert_nothing_lost(found: dict[str, Any], work: Workload) -> None:
    answers = work.answers
    assert found["open"] == 0, found["jobs"]
    assert found["broken"] == []
    assert answers.wrong == []
    assert [title for title in answers.articles if found["articles"].get(title) != 1] == []
    assert [
        title for title, number in found["articles"].items() if title.startswith(f"{SEED}-") and number > 1
    ] == []
    assert set(answers.exports) <= set(found["exports"])
    assert [claim for claim in answers.ratings if found["ratings"].get(str(claim)) != 1] == []


def report(name: str, work: Workload, faults: list[str], found: dict[str, Any], seconds: float) -> None:
    answers = work.answers
    figures = {
        "run": name,
        "faults": len(faults),
        "acknowledged": answers.acknowledged,
        "refused": dict(answers.refused),
        "lost connections": answers.lost,
        "jobs": found["jobs"],
        "settled after": round(seconds, 1),
    }
    print(json.dumps(figures))


def test_parts_that_fail_lose_nothing_and_repeat_nothing(
    database_url: str, migrated: Path, tmp_path: Path
) -> None:
    chance, faults = random.Random(SEED), []
    shutil.copytree(migrated, tmp_path / "var")
    with installed(tmp_path / "var", tmp_path / "log", database_url) as run:
        work = Workload(run.port, run.run_command("prepare"), threads=4, seed=SEED)
        started = time.monotonic()
        with working(work):
            while is_going_on(work, time.monotonic() - started):
                time.sleep(chance.uniform(0.5, 2.5))
                faults.append(break_something(run, chance))
        servers.until(run.is_ready, seconds=120, what="everything is up again")
        found, seconds = settle(run)
        report(database_url[:10] or "sqlite", work, faults, found, seconds)
        assert work.answers.acknowledged >= MIN_ACKNOWLEDGED
        assert_nothing_lost(found, work)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own that can be full. Needs root on Linux."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def test_a_full_disk_is_said_in_words_and_work_goes_on_when_there_is_space(
    migrated: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        shutil.copytree(migrated, disk / "var")
        with installed(disk / "var", tmp_path / "log") as run:
            work = Workload(run.port, run.run_command("prepare"), threads=3, seed=SEED)
            with working(work):
                with run.full_disk():
                    until_many(lambda: work.answers.refused[503], 4, what="writes are refused")
                until_many(lambda: work.answers.acknowledged, 4, what="writes succeed again")
            found, seconds = settle(run)
            report("full disk", work, ["full disk"], found, seconds)
            assert_nothing_lost(found, work)


def until_many(count: Callable[[], int], number: int, *, what: str) -> None:
    before = count()
    servers.until(lambda: count() >= before + number, seconds=MAX_SECONDS, what=what)
