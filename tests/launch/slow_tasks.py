"""A task that takes as long as its file says, for workers that are stopped or killed in the middle of it."""

import time
from pathlib import Path

from factcheck.celery import app


@app.task(name="tests.slow")
def slow(folder: str) -> None:
    """Notes each start; ends when the file `go` is there."""
    with (Path(folder) / "starts").open("a") as starts:
        starts.write("started\n")
    while not (Path(folder) / "go").exists():
        time.sleep(0.05)
    (Path(folder) / "done").touch()
