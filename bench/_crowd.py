"""Simulated reviewers: each is a thread with its own connection and session, and does not pause between requests.

In each turn a reviewer reads a claim, rates it with reasons, and every third time comments on it. A write is complete
when the page that it redirects to has arrived. The reviewers do not know which server they use.
"""

import http.client
import random
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

_TOKEN = "b" * 32  # the CSRF cookie and the matching header
_SECONDS_TO_ANSWER = 60


@dataclass(slots=True)
class LoadResult:
    """Results: milliseconds by kind of request, errors, and what the server confirmed to have stored."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    rated: set[tuple[int, int]] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    seconds: float = 0.0


def work(
    port: int, people: dict[str, str], claims: list[int], ratings: list[str], *, seconds: float
) -> LoadResult:
    """Run one reviewer for each of `people` (user id to session key) in parallel for `seconds` seconds."""
    result, until = LoadResult(), time.monotonic() + seconds
    reviewers = [_Reviewer(port, int(pk), key, claims, ratings, result, until) for pk, key in people.items()]
    started = time.monotonic()
    for reviewer in reviewers:
        reviewer.start()
    for reviewer in reviewers:
        reviewer.join()
    result.seconds = time.monotonic() - started
    return result


class _Reviewer(threading.Thread):
    def __init__(
        self,
        port: int,
        pk: int,
        key: str,
        claims: list[int],
        ratings: list[str],
        result: LoadResult,
        until: float,
    ) -> None:
        super().__init__()
        self.pk, self.claims, self.ratings, self.result, self.until = pk, claims, ratings, result, until
        self.chance = random.Random(pk)
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS_TO_ANSWER)
        self.headers = {
            "Cookie": f"sessionid={key}; csrftoken={_TOKEN}",
            "X-CSRFToken": _TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def run(self) -> None:
        turn = 0
        while time.monotonic() < self.until:
            turn += 1
            claim = self.chance.choice(self.claims)
            self._timed("read", f"/claims/{claim}/")
            given = {"rating": self.chance.choice(self.ratings), "confidence": "high"}
            if self._timed("rate", f"/claims/{claim}/rating/", given | {"reasons": token_hex(20)}):
                self.result.rated.add((claim, self.pk))
            if turn % 3 == 0:
                body = token_hex(20)
                if self._timed("comment", f"/claims/{claim}/comments/", {"body": body}):
                    self.result.comments.append(body)
        self.link.close()

    def _timed(self, kind: str, path: str, form: dict[str, Any] | None = None) -> bool:
        """Time one request, with its redirect if it sends a form; return whether it succeeded."""
        started = time.perf_counter()
        try:
            status, location = self._ask("POST" if form else "GET", path, urlencode(form or {}))
            if form and status == http.HTTPStatus.FOUND:
                status, _ = self._ask("GET", location.partition("#")[0])
        except (OSError, http.client.HTTPException) as error:
            self.link.close()
            self.result.errors.append(f"{kind}: {error!r}")
            return False
        if status != http.HTTPStatus.OK:
            self.result.errors.append(f"{kind}: {status}")
            return False
        self.result.took[kind].append(1000 * (time.perf_counter() - started))
        return True

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        self.link.request(method, path, body if method == "POST" else None, self.headers)
        response = self.link.getresponse()
        response.read()
        return response.status, response.getheader("Location", "")
