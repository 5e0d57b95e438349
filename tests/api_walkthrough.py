"""A program that submits an article over HTTP, and reads its claims and an export."""

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from tests.servers import until

TEXT = (
    "The harbour bridge cost 4.2 million pounds, according to the city archive. "
    "It carries 160,000 vehicles a day. Traffic has doubled since 1990."
)


@dataclass(frozen=True)
class HttpApiClient:
    """Calls the API of a running server with a key; `host` is sent as the Host header."""

    port: int
    key: str
    host: str = "127.0.0.1"

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        with self._open(path, body) as response:
            return json.load(response)

    def download(self, path: str) -> bytes:
        with self._open(path) as response:
            return bytes(response.read())

    def _open(self, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Host": self.host,
            "Content-Type": "application/json",
        }
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.port}/api/v1/{path}"
        return urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=30)


def run_walkthrough(client: HttpApiClient) -> tuple[list[dict[str, Any]], bytes]:
    """Submit an article, wait for the worker, and return its claims and the SVG of its map."""
    article = client.ask("articles/", {"title": "The bridge", "text": TEXT})["id"]
    until(lambda: client.ask(f"claims/?article={article}")["results"], what="the article is split")
    export = client.ask("exports/", {"article": article, "kind": "map.svg"})["id"]
    until(lambda: client.ask(f"exports/{export}/")["state"] == "done", what="the map is drawn")
    return client.ask(f"claims/?article={article}")["results"], client.download(f"exports/{export}/file/")
