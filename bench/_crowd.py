"""Reviewers at work: each a thread with a connection and a session of its own, and no pause to think.

A turn is a claim read, rated with reasons, and every third time commented on; an update ends when the page that it
leads to has come. Nothing here knows which of the sides answers.
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

_TOKEN = "b" * 32  # a CSRF cookie and the field that has to agree with it
_SECONDS_TO_ANSWER = 60


@dataclass(slots=True)
class Seen:
    """What happened to a crowd: milliseconds by kind of request, refusals, and what the server said it has kept."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    rated: set[tuple[int, int]] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    seconds: float = 0.0


def work(port: int, people: dict[str, str], claims: list[int], ratings: list[str], *, seconds: float) -> Seen:
    """All of `people` (id to session key) at once for so many seconds."""
    seen, until = Seen(), time.monotonic() + seconds
    crowd = [_Reviewer(port, int(pk), key, claims, ratings, seen, until) for pk, key in people.items()]
    begun = time.monotonic()
    for reviewer in crowd:
        reviewer.start()
    for reviewer in crowd:
        reviewer.join()
    seen.seconds = time.monotonic() - begun
    return seen


class _Reviewer(threading.Thread):
    def __init__(
        self, port: int, pk: int, key: str, claims: list[int], ratings: list[str], seen: Seen, until: float
    ) -> None:
        super().__init__()
        self.pk, self.claims, self.ratings, self.seen, self.until = pk, claims, ratings, seen, until
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
                self.seen.rated.add((claim, self.pk))
            if turn % 3 == 0:
                body = token_hex(20)
                if self._timed("comment", f"/claims/{claim}/comments/", {"body": body}):
                    self.seen.said.append(body)
        self.link.close()

    def _timed(self, kind: str, path: str, form: dict[str, Any] | None = None) -> bool:
        """Whether it went well; a form is sent and the page behind its redirect read."""
        begun = time.perf_counter()
        try:
            status, leads_to = self._ask("POST" if form else "GET", path, urlencode(form or {}))
            if form and status == http.HTTPStatus.FOUND:
                status, _ = self._ask("GET", leads_to.partition("#")[0])
        except (OSError, http.client.HTTPException) as error:
            self.link.close()
            self.seen.errors.append(f"{kind}: {error!r}")
            return False
        if status != http.HTTPStatus.OK:
            self.seen.errors.append(f"{kind}: {status}")
            return False
        self.seen.took[kind].append(1000 * (time.perf_counter() - begun))
        return True

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        self.link.request(method, path, body if method == "POST" else None, self.headers)
        response = self.link.getresponse()
        response.read()
        return response.status, response.getheader("Location", "")
