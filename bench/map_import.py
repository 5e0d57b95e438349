"""Importing an argument map of 100 and 2,000 statements: the CPU seconds of a preview, an import and an update.

The file is AIF with a relation for each statement but the first. Each figure is the least of several rounds in one
process, SQLite included; each round is rolled back.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from factcheck.argument.formats import write
from tests.argument.random_maps import build_map

SIZES = (100, 2000)
ROUNDS = 3


def main() -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as data:
            env = {**os.environ, "DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
            subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
            output = subprocess.check_output([sys.executable, "-m", "bench.map_import", str(size)], env=env)
            print(output.decode().strip(), flush=True)


def measure(size: int) -> dict[str, Any]:
    import django

    django.setup()
    from factcheck.actions.map_import import import_map, preview_map
    from factcheck.maps.import_choices import ExistingChoice, StatementChoice
    from tests import factories

    team = factories.team("bench")
    data = write(build_map(size), "map.aif")
    changed = data.replace(b'"text": "', b'"text": "Still: ', size // 10)
    target = {"desk": team.desk, "filename": "map.aif.json"}

    def run(content: bytes, **choices: Any) -> None:
        import_map(team.editor, data=content, **target, **choices)

    def update() -> float:
        run(data)
        return _measure(lambda: run(changed, existing=ExistingChoice.UPDATE))

    rounds = {
        "preview": lambda: _measure(lambda: preview_map(team.editor, data=data, **target)),
        "as_premises": lambda: _measure(lambda: run(data)),
        "as_claims": lambda: _measure(lambda: run(data, statements=StatementChoice.CLAIMS)),
        "update": update,
    }
    figures = {
        f"{name}_cpu_s": round(min(map(_rolled_back, [one] * ROUNDS)), 3) for name, one in rounds.items()
    }
    return {"bench": "map_import", "statements": size, **figures}


def _rolled_back(once: Callable[[], float]) -> float:
    from django.db import transaction

    with transaction.atomic():
        seconds = once()
        transaction.set_rollback(True)
    return seconds


def _measure(once: Callable[[], Any]) -> float:
    start = time.process_time()
    once()
    return time.process_time() - start


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
