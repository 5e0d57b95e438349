"""The fixture `model`: a configured language model, whose endpoint is a fake."""

from collections.abc import Iterator

import pytest

from tests.model_server import ModelServer, model_server


@pytest.fixture
def model(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setattr("factcheck.suggestions.llm_client.RETRY_DELAYS", (0.0, 0.0))
    with model_server() as server:
        settings.LLM_URL, settings.LLM_MODEL, settings.LLM_KEY = server.url, "small-model", "a-key"
        settings.LLM_TIMEOUT = 5.0
        yield server
