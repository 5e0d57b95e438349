"""The page of a map without a browser: how much of it is sent, what its lines say, and what it refuses."""

import re

import pytest
from django.test import Client
from django.utils.datastructures import MultiValueDict

from bench.map_page import fill
from factcheck.actions.maps import add_premise, add_relation
from factcheck.articles.models import Article
from factcheck.desks.models import User
from factcheck.enums import ClaimState, EvidenceStatus, RelationKind, Stance
from factcheck.maps.computed_verdicts import evaluate_map
from factcheck.maps.models import ImportedMap
from factcheck.maps.selectors import build_article_map
from factcheck.web.forms.maps import RelationForm
from factcheck.web.map_view import ISOLATED_SHOWN
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<g class="node ')


@pytest.fixture
def article(team: Team) -> Article:
    return make.article(team.desk)


@pytest.fixture
def checker(client: Client, team: Team) -> Client:
    client.force_login(team.checker)
    return client


def read(client: Client, article: Article, query: str = "", **headers: str) -> str:
    response = client.get(f"/articles/{article.pk}/map/{query}", headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("size", [1000, 2000])
def test_page_of_a_large_map_is_small_however_much_of_it_is_asked_for(client: Client, size: int) -> None:
    user, article = fill(size)
    client.force_login(user)
    assert isinstance(user, User)
    opened = ",".join(build_article_map(article).statement)[:4000]
    for query in ("", "?depth=99", f"?open={opened}", "?find=number"):
        page = read(client, article, query)
        assert len(CARD.findall(page)) <= 300
        assert page.count('id="at-') <= 300 + 40
        if query == "?find=number":
            marked = page.split('data-found="')[1].split('"')[0].split()
            assert f"The first {len(marked)} are shown and marked." in page
            assert all(f'data-node="{name}"' in page for name in marked)
        if not query:
            assert len(page.encode()) < 600_000
            assert f"of {size} statements are shown" in page


def test_fragment_for_htmx_has_the_part_only(checker: Client, article: Article) -> None:
    make.evidence(make.claim(article, state=ClaimState.OPEN))
    fragment = read(checker, article, **{"HX-Request": "true"})
    assert fragment.count('id="map-view"') == 1
    assert "<html" not in fragment
    assert "add_premise" not in fragment
    response = checker.get(f"/articles/{article.pk}/map/")
    assert "HX-Request" in response["Vary"]


def test_line_of_evidence_names_its_source_and_links_to_evidence_and_source(
    checker: Client, article: Article
) -> None:
    claim = make.claim(article, state=ClaimState.OPEN, text="It is dear")
    texts = {}
    for year in (1931, 1932):
        source = make.source(
            article.desk,
            title="Accounts",
            publisher="Board",
            published_on=f"{year}-05-03",
            url=f"https://a.example/{year}",
        )
        piece = make.evidence(claim, source=source, quote="It cost 3.1 million.")
        texts[piece.pk] = f"Board, Accounts, 3 May {year}"
    page = read(checker, article)
    for pk, citation in texts.items():
        line = page.split(f'id="at-e{pk}"')[1].split("</li>")[0]
        assert citation in line
        assert f'href="/claims/{claim.pk}/#evidence-{pk}"' in line
        assert f'href="https://a.example/{citation[-4:]}"' in line
        assert f"({citation})</option>" in page


def test_line_of_a_claim_has_its_labels(checker: Client, article: Article) -> None:
    claim = make.claim(article, state=ClaimState.OPEN)
    make.evidence(claim, strength=0.9)
    make.verdict(claim, "false")
    line = read(checker, article).split(f'id="at-c{claim.pk}"')[1].split("<ul>")[0]
    label = make_label(article, f"c{claim.pk}")
    assert f"<b>False</b> · {label} " in line
    assert f'href="/claims/{claim.pk}/"' in line


def make_label(article: Article, name: str) -> str:
    return evaluate_map(build_article_map(article), article.desk).label(name).label


def test_withdrawn_evidence_and_context_have_no_strength(checker: Client, article: Article) -> None:
    claim = make.claim(article, state=ClaimState.OPEN)
    gone = make.evidence(claim, lifecycle=EvidenceStatus.WITHDRAWN)
    context = make.evidence(claim, stance=Stance.CONTEXT)
    page = read(checker, article)
    for piece in (gone, context):
        assert "not counted" in page.split(f'id="at-e{piece.pk}"')[1].split("</li>")[0]


def test_drafts_are_left_out_until_they_are_asked_for(checker: Client, article: Article) -> None:
    make.evidence(make.claim(article, state=ClaimState.OPEN, text="It is dear"))
    make.evidence(make.claim(article, text="It is old"), quote="It opened in 1931.")
    page = read(checker, article)
    assert "It is dear" in page
    assert "It is old" not in page
    assert "2 statements are left out" in page
    with_drafts = read(checker, article, "?drafts=1")
    assert "It opened in 1931." in with_drafts
    assert re.search(r'href="\?drafts=1&amp;focus=|href="\?focus=c\d+&amp;drafts=1"', with_drafts)


def test_claims_without_relations_are_a_list_and_no_cards(checker: Client, article: Article) -> None:
    for number in range(60):
        make.claim(article, state=ClaimState.OPEN, text=f"Claim {number} alone")
    page = read(checker, article)
    assert not CARD.search(page)
    assert "60 statements without evidence or relations" in page
    listed = re.compile(r'data-node="c\d+">Claim \d+ alone</a>')
    assert len(listed.findall(page)) == ISOLATED_SHOWN
    assert len(re.findall(r"Claim \d+ alone</option>", page)) == 2 * ISOLATED_SHOWN
    assert len(listed.findall(read(checker, article, "?isolated=all"))) == 60
    found = read(checker, article, "?find=59+alone")
    assert listed.search(found)[0].endswith("Claim 59 alone</a>")


def test_title_of_an_imported_statement_is_shown(checker: Client, team: Team, article: Article) -> None:
    premise = add_premise(team.checker, article=article, text="Costs were counted.")
    ImportedMap.objects.create(
        desk=team.desk, article=article, parts={f"p{premise.pk}": {"title": "Book keeping"}}
    )
    assert "<b>Book keeping:</b>" in read(checker, article)


@pytest.mark.parametrize("query", ["?focus=c999", "?depth=deep", "?drafts=perhaps", "?skip=-1"])
def test_parameter_that_is_none_is_refused_with_what_would_be_right(
    checker: Client, article: Article, query: str
) -> None:
    make.claim(article)
    response = checker.get(f"/articles/{article.pk}/map/{query}")
    assert response.status_code == 400
    assert f"no value of {query[1:].split('=')[0]}" in response.content.decode()


def test_edit_returns_to_the_part_that_was_shown(checker: Client, article: Article) -> None:
    claim = make.claim(article, state=ClaimState.OPEN)
    make.evidence(claim)
    query = f"?focus=c{claim.pk}&depth=2"
    data = {"text": "It is old.", "base": "0.5"}
    response = checker.post(f"/articles/{article.pk}/map/premises/{query}", data)
    assert response.status_code == 302
    assert response["Location"].startswith(f"/articles/{article.pk}/map/{query}#at-p")


def test_relation_to_a_statement_that_is_not_shown_is_accepted(team: Team, article: Article) -> None:
    first, second, third = (
        add_premise(team.checker, article=article, text=f"Premise {number}.") for number in range(3)
    )
    add_relation(
        team.checker,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"p{first.pk}"],
        target=f"p{second.pk}",
    )
    graph = build_article_map(article)
    data = {"premises": [f"p{second.pk}"], "kind": ["support"], "target": [f"p{first.pk}"], "base": ["1.0"]}
    form = RelationForm(MultiValueDict(data), graph=graph)
    form.offer([])
    assert form.is_valid()
    html = str(form["premises"])
    assert f'value="p{second.pk}" selected' in html
    assert f'value="p{third.pk}"' not in html
