"""30 reviewers at once on 1,000 claims, a minute a side: Factcheck beside bare Django pages, on SQLite and PostgreSQL.

The sides take turns on the same rows, each behind the same server command; Factcheck with all that `make run` starts.
The crowd never pauses to think, so the latencies are those of a full queue: what counts is the ratio of the sides.
At the end everything that a server said it had kept is looked for in the database.
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

from bench._crowd import Seen, work
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
    seen = {side: Seen() for side in ports}
    for port in ports.values():
        work(port, desk["people"], desk["claims"], desk["ratings"], seconds=2)  # warm up
    for _ in range(TURNS):
        for side, port in ports.items():
            _add(seen[side], work(port, desk["people"], desk["claims"], desk["ratings"], seconds=SECONDS))
    kept = json.loads(subprocess.check_output([*_self(), "kept"], env=env))
    _report(database, seen, kept, log.read_text(errors="replace"))


@contextmanager
def _serving(module: str, env: dict[str, str], log: Path, sign: str, *words: str) -> Iterator[int]:
    """A server by our own command, until it answers at the address `sign`; gives its port."""
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


def _add(all_of_it: Seen, more: Seen) -> None:
    for kind, took in more.took.items():
        all_of_it.took[kind] += took
    all_of_it.errors += more.errors
    all_of_it.rated |= more.rated
    all_of_it.said += more.said
    all_of_it.seconds += more.seconds


def _report(database: str, seen: dict[str, Seen], kept: dict[str, Any], log: str) -> None:
    rated, said = {tuple(pair) for pair in kept["rated"]}, set(kept["said"])
    for side, found in seen.items():
        line = {
            "bench": "reviewers",
            "database": database,
            "side": side,
            "per_second": round(sum(map(len, found.took.values())) / found.seconds, 1),
            **{
                f"{kind}_p{p}_ms": round(_percentile(found, kind, p), 1)
                for kind in found.took
                for p in (50, 95)
            },
            "errors": len(found.errors),
            "lost": len(found.rated - rated) + len(set(found.said) - said),
        }
        print(json.dumps(line))
        for error in sorted(set(found.errors)):
            print(f"  {side}: {error}", file=sys.stderr)
    ratios = {
        f"{kind}_p95_ratio_to_bare": round(
            _percentile(seen[OURS], kind, 95) / _percentile(seen[BARE], kind, 95), 2
        )
        for kind in seen[OURS].took
    }
    locks = sum(log.count(sign) for sign in LOCKED)
    print(json.dumps({"bench": "reviewers", "database": database, "lock_errors": locks, **ratios}))


def _percentile(found: Seen, kind: str, percent: int) -> float:
    return quantiles(found.took[kind], n=100, method="inclusive")[percent - 1]


def _self() -> list[str]:
    return [sys.executable, "-m", "bench.reviewers"]


def fill() -> None:
    """A desk with its reviewers signed in, and claims that all of them may rate; prints who and what."""
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


def kept() -> None:
    """Prints every rating and comment that the database holds."""
    from factcheck.review.models import Assessment, Comment

    rated = list(Assessment.objects.values_list("claim_id", "reviewer_id"))
    print(json.dumps({"rated": rated, "said": list(Comment.objects.values_list("body", flat=True))}))


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        django.setup()
        {"fill": fill, "kept": kept}[sys.argv[1]]()
    else:
        main()
