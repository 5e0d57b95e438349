"""People who submit articles, request exports and rate claims over the API while parts fail; notes every answer."""

import http.client
import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("claims.json", "claims.csv", "map.svg", "report.html")
TEXT = (
    "The harbour bridge {} cost 4.2 million pounds. It carries 160,000 vehicles a day, the city archive said."
)
# What may be refused, with words: a limit, or something that is not possible at the moment.
REFUSALS = (429, 503)


@dataclass
class Answers:
    """What was acknowledged, refused, or lost with its connection."""

    articles: list[str] = field(default_factory=list)
    exports: list[int] = field(default_factory=list)
    ratings: list[int] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: int = 0

    @property
    def acknowledged(self) -> int:
        return len(self.articles) + len(self.exports) + len(self.ratings)


class Workload:
    """Threads that send requests until `stop`. The same seed gives the same requests in each thread."""

    def __init__(self, port: int, desks: list[dict[str, Any]], *, threads: int, seed: int) -> None:
        self.answers = Answers()
        self._port, self._desks, self._ended = port, desks, threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(random.Random(f"{seed}-{n}"), f"{seed}-{n}"))
            for n in range(threads)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _work(self, chance: random.Random, name: str) -> None:
        number = 0
        while not self._ended.wait(chance.uniform(0.05, 0.25)):
            number += 1
            desk, kind = chance.choice(self._desks), chance.choice(("article", "export", "rating"))
            self._send(kind, desk, f"{name}-{number}", chance)

    def _send(self, kind: str, desk: dict[str, Any], token: str, chance: random.Random) -> None:
        answers = self.answers
        if kind == "article":
            body = {"desk": desk["slug"], "title": token, "text": TEXT.format(token)}
            if self._post("articles/", body, desk["keys"]["contributor"]):
                answers.articles.append(token)
        elif kind == "export":
            body = {"article": desk["article"], "kind": chance.choice(KINDS)}
            if made := self._post("exports/", body, desk["keys"]["viewer"]):
                answers.exports.append(made["id"])
        else:
            claim = chance.choice(desk["claims"])
            body = {"claim": claim, "rating": chance.choice(("true", "false")), "reasons": token}
            if self._post("assessments/", body, desk["keys"]["reviewer"]):
                answers.ratings.append(claim)

    def _post(self, path: str, body: dict[str, Any], key: str) -> dict[str, Any] | None:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/api/v1/{path}",
            json.dumps(body).encode(),
            {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=40) as response:
                return dict(json.load(response))
        except urllib.error.HTTPError as error:
            self._note_refusal(path, error)
        except (OSError, http.client.HTTPException):
            self.answers.lost += 1
            time.sleep(0.5)
        return None

    def _note_refusal(self, path: str, error: urllib.error.HTTPError) -> None:
        words = error.read().decode(errors="replace")
        self.answers.refused[error.code] += 1
        try:
            in_words = bool(json.loads(words)["error"]["message"]) and bool(error.headers["Retry-After"])
        except (ValueError, KeyError, TypeError):
            in_words = False
        if error.code not in REFUSALS or not in_words:
            self.answers.wrong.append(f"{error.code} {path} {words[:300]}")
