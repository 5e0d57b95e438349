"""A list of 50 claims over the API and in bare DRF: requests per second and CPU milliseconds per request.

Each side is a process on the same database and is called through its WSGI application, without a server. CPU time is
that of the whole process, SQLite included. The sides take turns; only the ratio within one run matters.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from secrets import token_urlsafe
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

SIDES = {"factcheck": "factcheck.settings", "bare DRF": "bench._bare_settings"}
CLAIMS, ROUNDS, REQUESTS = 1000, 15, 40
PATH, QUERY = "/api/v1/claims/", "article=1&state=draft"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as data:
        env = {
            **os.environ,
            "DATA_DIR": data,
            "DEBUG": "false",
            "SECRET_KEY": token_urlsafe(60),
            "LOG_LEVEL": "ERROR",
        }
        env["DJANGO_SETTINGS_MODULE"] = SIDES["bare DRF"]  # has the tables of both
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
        keys = json.loads(subprocess.check_output([*_self(), "fill"], env=env))
        sides = {side: _Side(keys[side], {**env, "DJANGO_SETTINGS_MODULE": SIDES[side]}) for side in SIDES}
        for side in sides.values():
            side.measure(REQUESTS)  # warm up
        for _ in range(ROUNDS):
            for side in sides.values():
                side.rounds.append(side.measure(REQUESTS))
        _report({name: side.summary() for name, side in sides.items()})


class _Side:
    """A process that answers how long so many requests took it."""

    def __init__(self, key: str, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [*_self(), "answer", key], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.rounds: list[dict[str, Any]] = []

    def measure(self, requests: int) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        print(requests, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def summary(self) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()
        cpu = median(said["cpu_ms"] for said in self.rounds)
        wall = median(said["wall_ms"] for said in self.rounds)
        return {
            "cpu_ms": round(cpu, 3),
            "per_second": round(1000 / wall),
            "queries": self.rounds[0]["queries"],
        }


def _report(found: dict[str, dict[str, Any]]) -> None:
    for side, figures in found.items():
        print(json.dumps({"bench": "claims_list", "side": side, "rows": 50, **figures}))
    ratio = found["factcheck"]["cpu_ms"] / found["bare DRF"]["cpu_ms"]
    print(json.dumps({"bench": "claims_list", "cpu_ratio_to_bare": round(ratio, 3)}))


def _self() -> list[str]:
    return [sys.executable, "-m", "bench.claims_list"]


def fill() -> None:
    """A desk with one article of many claims; prints one key a side."""
    from rest_framework.authtoken.models import Token

    from factcheck.claims.models import Claim
    from tests import factories as make

    team = make.team()
    article = make.article(team.desk)
    first = make.claim(article)
    values = {
        name: getattr(first, name)
        for name in ("desk", "article", "revision", "start", "end", "quote", "text")
    }
    Claim.objects.bulk_create(Claim(number=number, **values) for number in range(2, CLAIMS + 1))
    print(
        json.dumps(
            {"factcheck": make.key_of(team.editor), "bare DRF": Token.objects.create(user=team.editor).key}
        )
    )


def answer(key: str) -> None:
    """Answer each number on standard input with what so many requests took."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    scheme = "Bearer" if os.environ["DJANGO_SETTINGS_MODULE"] == SIDES["factcheck"] else "Token"
    queries = _queries(application, f"{scheme} {key}")
    for line in sys.stdin:
        requests, cpu, wall = int(line), time.process_time(), time.perf_counter()
        for _ in range(requests):
            _ask(application, f"{scheme} {key}")
        took = {"cpu_ms": time.process_time() - cpu, "wall_ms": time.perf_counter() - wall}
        print(
            json.dumps({name: 1000 * s / requests for name, s in took.items()} | {"queries": queries}),
            flush=True,
        )


def _ask(application: Callable[..., Any], authorization: str) -> None:
    environ: dict[str, Any] = {"PATH_INFO": PATH, "QUERY_STRING": QUERY, "HTTP_AUTHORIZATION": authorization}
    environ["HTTP_HOST"] = "localhost"
    setup_testing_defaults(environ)
    said: list[str] = []
    response = application(environ, lambda status, headers: said.append(status))
    rows = json.loads(b"".join(response))["results"]
    response.close()
    assert said == ["200 OK"], said
    assert len(rows) == 50


def _queries(application: Callable[..., Any], authorization: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _ask(application, authorization)
    return len(captured)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill"]:
            import django

            django.setup()
            fill()
        case ["answer", key]:
            answer(key)
        case _:
            main()
