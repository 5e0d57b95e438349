"""The page of an argument map of 30, 1,000 and 2,000 statements: bytes, server CPU, and time to usable in Chromium.

The map is one main claim with branches of claims, premises and evidence, as in an imported debate. CPU time is that of
the whole process, SQLite included, of a warm server; the page is called through its WSGI application. "Usable" is the
time from the request until the drawing has answered a key, in a new browser context with an empty cache.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from statistics import median
from typing import Any

SIZES = (30, 1000, 2000)
ROUNDS = 5


def main() -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as data:
            env = {
                **os.environ,
                "DATA_DIR": data,
                "LOG_LEVEL": "ERROR",
                "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            }
            env |= {"DEBUG": "false", "SECRET_KEY": token_urlsafe(60), "SITE_URL": "http://127.0.0.1"}
            subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
            collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
            subprocess.run(collect, env=env, check=True)
            output = subprocess.check_output([sys.executable, "-m", "bench.map_page", str(size)], env=env)
            print(output.decode().strip(), flush=True)


def measure(size: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    user, article = fill(size)
    client = Client()
    client.force_login(user)
    figures = {"bench": "map_page", "statements": size}
    claim = article.claims.first()
    queries = {"page": "", "focus": f"?focus=c{claim.pk}&depth=2", "find": "?find=number+17"}
    for name, query in queries.items():
        figures |= _measure_requests(client, f"/articles/{article.pk}/map/{query}", name)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return figures | _measure_browser(f"/articles/{article.pk}/map/", session)


def _measure_requests(client: Any, address: str, name: str) -> dict[str, Any]:
    seconds = []
    for _ in range(ROUNDS + 1):
        start = _cpu()
        response = client.get(address)
        seconds.append(_cpu() - start)
        assert response.status_code == 200, response.status_code
    text = response.content.decode()
    return {
        f"{name}_bytes": len(response.content),
        f"{name}_cards": text.count('class="node '),
        f"{name}_cpu_s": round(median(seconds[1:]), 3),
    }


def _cpu() -> float:
    """Return the CPU seconds of this process and of the programs that it has started, such as `dot`."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _measure_browser(path: str, session: str) -> dict[str, Any]:
    """Return the median seconds until the page is usable, or why it was not measured."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(program).exists():
        return {"usable_s": None, "left_out": "Chromium is not installed; CHROMIUM can name it"}
    with _serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        seconds = [_time_until_usable(browser, address, path, session) for _ in range(ROUNDS)]
        browser.close()
    return {"usable_s": round(median(seconds), 2)}


def _time_until_usable(browser: Any, address: str, path: str, session: str) -> float:
    from django.conf import settings

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{address}{path}", wait_until="commit")
    page.wait_for_selector("#drawing .node[tabindex='0']")
    page.evaluate("document.querySelector(\"#drawing .node[tabindex='0']\").focus()")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#drawing .lit, #drawing .node:only-of-type")
    page.evaluate("new Promise(requestAnimationFrame)")
    seconds = time.perf_counter() - start
    context.close()
    return seconds


@contextmanager
def _serve() -> Iterator[str]:
    """Serve the pages with their static files in a thread of this process."""
    from threading import Thread
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fill(size: int) -> tuple[Any, Any]:
    """Store a map of `size` statements: a main claim, a tenth claims, a third evidence, and premises."""
    from factcheck.claims.models import Claim
    from factcheck.desks.models import Desk, Membership, User
    from factcheck.enums import ClaimState, Role
    from tests import factories as make

    desk: Desk = make.desk(f"bench-{token_urlsafe(6).lower()}")
    user: User = make.person(desk.name)
    Membership.objects.create(desk=desk, user=user, role=Role.ADMIN)
    article = make.article(desk, text="The harbour bridge is dear. " * (size // 10 + 30), by=user)
    claims = Claim.objects.bulk_create(
        Claim(
            desk=desk,
            article=article,
            revision=article.revisions.get(),
            number=number,
            start=number * 7,
            end=number * 7 + 20,
            quote="The harbour bridge is",
            text=f"Claim number {number}: {_text(number)}",
            state=ClaimState.OPEN,
            reason=[],
        )
        for number in range(max(size // 10, 1))
    )
    _add_evidence(claims, size // 3, user)
    _add_premises(article, claims, size - len(claims) - size // 3, user)
    return user, article


def _add_evidence(claims: list[Any], number: int, user: Any) -> None:
    from factcheck.enums import Stance
    from factcheck.evidence.models import Evidence, Source

    desk = claims[0].desk
    sources = Source.objects.bulk_create(
        Source(
            desk=desk,
            title=f"Report {at}",
            publisher="City archive",
            published_on="2024-05-03",
            created_by=user,
        )
        for at in range(number // 3 + 1)
    )
    Evidence.objects.bulk_create(
        Evidence(
            desk=desk,
            claim=claims[at % len(claims)],
            source=sources[at % len(sources)],
            quote=f"Evidence number {at}: {_text(at)}",
            stance=(Stance.SUPPORTS, Stance.REFUTES)[at % 3 == 0],
            strength=0.3 + at % 6 / 10,
            created_by=user,
        )
        for at in range(number)
    )


def _add_premises(article: Any, claims: list[Any], number: int, user: Any) -> None:
    """Add premises in a tree below the claims, and relate every claim but the main one to another."""
    from factcheck.enums import RelationKind
    from factcheck.maps.models import MapRelation, Premise, RelationPremise

    owner = {"desk": article.desk, "article": article, "created_by": user}
    premises = Premise.objects.bulk_create(
        Premise(text=f"Premise number {at}: {_text(at)}", base=0.5, **owner) for at in range(number)
    )
    targets = [{"target_claim": claims[at // 4]} for at in range(len(claims))][1:]
    targets += [
        {"target_claim": claims[at % len(claims)]}
        if at < len(claims) * 2
        else {"target_premise": premises[at // 3]}
        for at in range(number)
    ]
    kinds = (RelationKind.SUPPORT, RelationKind.SUPPORT, RelationKind.ATTACK)
    relations = MapRelation.objects.bulk_create(
        MapRelation(kind=kinds[at % 3], base=1.0, **target, **owner) for at, target in enumerate(targets)
    )
    ends = [{"claim": claim} for claim in claims[1:]] + [{"premise": premise} for premise in premises]
    RelationPremise.objects.bulk_create(
        RelationPremise(relation=relation, **end) for relation, end in zip(relations, ends, strict=True)
    )


def _text(number: int) -> str:
    words = (
        "the",
        "line",
        "carried",
        "more",
        "people",
        "than",
        "counted",
        "while",
        "accounts",
        "came",
        "late",
    )
    return " ".join(words[(number * 7 + at * at) % len(words)] for at in range(8 + number % 15))


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
