"""30 parallel reviewers on 1,000 claims, one minute per side: Factcheck and bare Django, on SQLite and PostgreSQL.

The sides take turns on the same rows, behind the same server command; Factcheck with everything that `make run`
starts. Reviewers never pause, so latencies are those of a full queue, and only the ratio of the sides matters. At the
end, everything that a server confirmed is looked up in the database.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_urlsafe
from statistics import quantiles
from typing import Any

from bench._crowd import LoadResult, work
from tests.servers import free_port, postgres, running, until

REVIEWERS, ARTICLES, CLAIMS = 30, 10, 100
TURNS, SECONDS = 6, 10.0
OURS, BARE = "factcheck", "bare Django"
LOCKED = ("database is locked", "deadlock detected", "could not serialize")


def main() -> None:
    for database in ("sqlite", "postgresql"):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-bench-")))
            env = _environment(folder)
            if database == "postgresql":
                env["DATABASE_URL"] = stack.enter_context(postgres(durable=True))
            _measure(database, folder, env, stack)


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATA_DIR": str(folder / "data"),
        "DEBUG": "false",
        "SECRET_KEY": token_urlsafe(60),
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }


def _measure(database: str, folder: Path, env: dict[str, str], stack: ExitStack) -> None:
    bare = {**env, "DJANGO_SETTINGS_MODULE": "bench._bare_settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=bare, check=True)
    desk = json.loads(subprocess.check_output([*_self(), "fill"], env=env))
    log = folder / "log"
    ports = {
        OURS: stack.enter_context(_serving("factcheck.launch", env, log, "/readyz")),
        BARE: stack.enter_context(_serving("factcheck.launch.processes", bare, log, "/claims/1/", "web")),
    }
    results = {side: LoadResult() for side in ports}
    for port in ports.values():
        work(port, desk["people"], desk["claims"], desk["ratings"], seconds=2)  # warm up
    for _ in range(TURNS):
        for side, port in ports.items():
            _add(results[side], work(port, desk["people"], desk["claims"], desk["ratings"], seconds=SECONDS))
    stored = json.loads(subprocess.check_output([*_self(), "stored"], env=env))
    _report(database, results, stored, log.read_text(errors="replace"))


@contextmanager
def _serving(module: str, env: dict[str, str], log: Path, sign: str, *words: str) -> Iterator[int]:
    """Start a server and yield its port once it answers at the path `sign`."""
    port = free_port()
    with running([sys.executable, "-m", module, *words], env={**env, "PORT": str(port)}, log=log):
        until(lambda: _answers(port, sign), seconds=120, what=f"{module} is ready")
        yield port


def _answers(port: int, path: str) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", path)
        return link.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        link.close()


def _add(total: LoadResult, more: LoadResult) -> None:
    for kind, took in more.took.items():
        total.took[kind] += took
    total.errors += more.errors
    total.rated |= more.rated
    total.comments += more.comments
    total.seconds += more.seconds


def _report(database: str, results: dict[str, LoadResult], stored: dict[str, Any], log: str) -> None:
    rated, comments = {tuple(pair) for pair in stored["rated"]}, set(stored["comments"])
    for side, result in results.items():
        line = {
            "bench": "reviewers",
            "database": database,
            "side": side,
            "per_second": round(sum(map(len, result.took.values())) / result.seconds, 1),
            **{
                f"{kind}_p{p}_ms": round(_percentile(result, kind, p), 1)
                for kind in result.took
                for p in (50, 95)
            },
            "errors": len(result.errors),
            "lost": len(result.rated - rated) + len(set(result.comments) - comments),
        }
        print(json.dumps(line))
        for error in sorted(set(result.errors)):
            print(f"  {side}: {error}", file=sys.stderr)
    ratios = {
        f"{kind}_p95_ratio_to_bare": round(
            _percentile(results[OURS], kind, 95) / _percentile(results[BARE], kind, 95), 2
        )
        for kind in results[OURS].took
    }
    locks = sum(log.count(sign) for sign in LOCKED)
    print(json.dumps({"bench": "reviewers", "database": database, "lock_errors": locks, **ratios}))


def _percentile(result: LoadResult, kind: str, percent: int) -> float:
    return quantiles(result.took[kind], n=100, method="inclusive")[percent - 1]


def _self() -> list[str]:
    return [sys.executable, "-m", "bench.reviewers"]


def fill() -> None:
    """Create a desk with signed-in reviewers and claims that all of them can rate; print their ids and sessions."""
    from django.test import Client

    from factcheck.enums import ClaimState, Role
    from tests import factories as make

    home = make.desk("crowd", quorum=REVIEWERS + 1)  # so that no claim is ever revealed
    people = {}
    for _ in range(REVIEWERS):
        reviewer, browser = make.member(home, Role.REVIEWER), Client()
        browser.force_login(reviewer, "allauth.account.auth_backends.AuthenticationBackend")
        people[reviewer.pk] = browser.session.session_key
    claims = []
    for _ in range(ARTICLES):
        for claim in make.claims(make.article(home), CLAIMS, state=ClaimState.RATING):
            make.evidence(claim)
            make.comment(claim)
            claims.append(claim.pk)
    ratings = list(home.scales.get().ratings.values_list("slug", flat=True))
    print(json.dumps({"people": people, "claims": claims, "ratings": ratings}))


def stored() -> None:
    """Prints every rating and comment that the database holds."""
    from factcheck.review.models import Assessment, Comment

    rated = list(Assessment.objects.values_list("claim_id", "reviewer_id"))
    print(json.dumps({"rated": rated, "comments": list(Comment.objects.values_list("body", flat=True))}))


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        django.setup()
        {"fill": fill, "stored": stored}[sys.argv[1]]()
    else:
        main()
