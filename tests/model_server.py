"""A fake chat completion endpoint on 127.0.0.1 whose responses a test sets."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ModelServer(ThreadingHTTPServer):
    """`answers` are sent in order, and the last one repeatedly; `requests` has the bodies that arrived."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[tuple[int, bytes, dict[str, str], float]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def will_answer(
        self, status: int = 200, body: bytes = b"{}", *, after: float = 0, **headers: str
    ) -> None:
        self.answers.append((status, body, headers, after))

    def will_write(self, content: Any, *, tokens: Any = 100) -> None:
        """Answer with this text of the model; a value that is not a string is sent as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        completion = {"choices": [{"message": {"content": text}}], "usage": {"total_tokens": tokens}}
        self.will_answer(body=json.dumps(completion).encode())

    def will_suggest(self, *items: dict[str, Any]) -> None:
        self.will_write({"items": list(items)})


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.headers.append(dict(self.headers))
        answers = self.server.answers
        status, body, headers, after = answers.pop(0) if len(answers) > 1 else answers[0]
        time.sleep(after)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Print nothing to stderr."""


@contextmanager
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
