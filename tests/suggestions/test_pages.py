"""Suggestions on the pages; and without a configured model, no connection leaves the machine."""

import socket
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions.articles import submit_text
from factcheck.actions.splitting import get_or_create_run, run_splitter
from factcheck.actions.suggestion_runs import run_request
from factcheck.actions.suggestions import request_suggestions
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.exceptions import ConflictError, FactcheckError
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from tests import factories as make
from tests.factories import Team
from tests.model_server import ModelServer

pytestmark = pytest.mark.django_db

QUOTE = "It carries 160,000 vehicles a day."


@pytest.fixture
def checker(client: Client, team: Team) -> Client:
    client.force_login(team.checker)
    return client


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Record and reject every connection and every name lookup."""
    tried: list[Any] = []

    def refuse(*args: Any, **_: Any) -> None:
        tried.append(args)
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_no_connection_is_opened_without_a_configured_model(
    checker: Client, team: Team, no_network: list[Any]
) -> None:
    done = submit_text(team.checker, desk=team.desk, text=make.TEXT, title="The bridge")
    assert run_splitter(get_or_create_run(done.revision).pk)
    claim = Claim.objects.order_by("-check_worthiness").first()
    assert claim
    for name, pk in {"article": done.article.pk, "claim": claim.pk}.items():
        assert "Ask the language model" not in checker.get(reverse(name, args=[pk])).content.decode()
        assert checker.get(reverse(f"suggested_for_{name}", args=[pk])).status_code == 200
        checker.post(reverse(f"ask_model_for_{name}", args=[pk]), {"kind": "claims"})
    with pytest.raises(ConflictError, match="LLM_URL"):
        request_suggestions(team.checker, article=done.article, kind="claims")
    with pytest.raises(ConflictError, match="LLM_URL"):
        run_request(make.suggestion_request(done.article).pk)
    assert no_network == []
    assert SuggestionRequest.objects.count() == 1, "the one that this test wrote past the services"


def test_the_check_for_connections_detects_one(
    team: Team, article: Article, settings: Any, no_network: list[Any]
) -> None:
    settings.LLM_URL, settings.LLM_MODEL = "http://127.0.0.1:9/v1", "small-model"
    # The client tells a failed lookup from a missing host by no more than the host's name.
    with pytest.raises((AssertionError, FactcheckError)):
        run_request(request_suggestions(team.checker, article=article, kind="claims").pk)
    assert no_network


def test_suggestions_are_requested_shown_and_accepted(
    checker: Client,
    model: ModelServer,
    article: Article,
    eager: None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    model.will_suggest({"quote": QUOTE, "wording": "The bridge carries <b>many</b>.", "speaker": ""})
    page = checker.get(reverse("article", args=[article.pk])).content.decode()
    assert "Ask the language model" in page
    with django_capture_on_commit_callbacks(execute=True):
        response = checker.post(reverse("ask_model_for_article", args=[article.pk]), {"kind": "claims"})
    assert response.url == f"/articles/{article.pk}/#language-model"
    panel = checker.get(reverse("suggested_for_article", args=[article.pk]), headers={"HX-Request": "true"})
    data = panel.content.decode()
    assert "llm.claims/1, small-model" in data
    assert "The bridge carries &lt;b&gt;many&lt;/b&gt;." in data
    suggestion = Suggestion.objects.get()
    checker.post(reverse("suggestion_decide", args=[suggestion.pk]), {"decision": "accept"})
    assert article.claims.get().quote == QUOTE


def test_passages_are_requested_from_a_source(
    checker: Client,
    model: ModelServer,
    team: Team,
    article: Article,
    eager: None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    claim = make.claim(article, QUOTE)
    source = make.source(team.desk, title="The books", text="It is 90,000 a day.")
    model.will_suggest({"quote": "It is 90,000", "stance": "refutes"})
    panel = reverse("suggested_for_claim", args=[claim.pk])
    assert "The books" in checker.get(panel).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        checker.post(
            reverse("ask_model_for_claim", args=[claim.pk]),
            {"kind": "passages", "source": source.pk},
        )
    data = checker.get(panel).content.decode()
    assert "“It is 90,000”" in data
    assert "refutes" in data


def test_the_panel_shows_failures_and_the_number_of_dropped_items(checker: Client, article: Article) -> None:
    panel = reverse("suggested_for_article", args=[article.pk])
    make.suggestion_request(article, state="done", dropped=2)
    assert (
        "2 suggestions were dropped because their quotes are not in the text"
        in checker.get(panel).content.decode()
    )
    make.suggestion_request(article, state="failed", error="The answer was 503.")
    assert "The answer was 503." in checker.get(panel).content.decode()


def test_the_panel_polls_while_the_request_runs(checker: Client, article: Article) -> None:
    make.suggestion_request(article)
    data = checker.get(reverse("suggested_for_article", args=[article.pk])).content.decode()
    assert "Waiting for small-model" in data
    assert 'hx-trigger="every 2s"' in data


def test_a_viewer_sees_suggestions_without_buttons(
    client: Client, model: ModelServer, article: Article, team: Team
) -> None:
    client.force_login(team.viewer)
    make.suggestion(article, QUOTE)
    data = client.get(reverse("suggested_for_article", args=[article.pk])).content.decode()
    assert QUOTE in data
    assert "Accept" not in data
    assert "This sends the text" not in data


def test_an_unknown_decision_is_rejected(checker: Client, article: Article) -> None:
    one = make.suggestion(article, QUOTE)
    assert checker.post(reverse("suggestion_decide", args=[one.pk]), {"decision": "burn"}).status_code == 400
    checker.post(reverse("suggestion_decide", args=[one.pk]), {"decision": "dismiss"})
    one.refresh_from_db()
    assert one.state == "dismissed"
