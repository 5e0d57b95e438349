"""The pages of "What if" and of the robustness of a claim, without a script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions.maps import add_premise, add_relation
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, RelationKind, Stance
from factcheck.evidence.models import Evidence
from factcheck.maps.computed_verdicts import explain_claim
from factcheck.web import what_if as what_if_module
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), text="The bridge is old.", state=ClaimState.OPEN)


@pytest.fixture
def piece(claim: Claim) -> Evidence:
    return make.evidence(claim, quote="It opened in 1931.", stance=Stance.SUPPORTS, strength=0.9)


@pytest.fixture
def reader(client: Client, team: Team) -> Client:
    client.force_login(team.viewer)
    return client


def page(client: Client, name: str, pk: int, query: str = "", **headers: str) -> str:
    response = client.get(reverse(name, args=[pk]) + query, headers=headers)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def section(text: str) -> str:
    return text.partition('id="what-if"')[2].partition("</section>")[0]


def cells(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", text)]


class TestClaim:
    def test_a_claim_page_offers_the_mode_and_shows_it_only_when_asked(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        text = page(reader, "claim", claim.pk)
        assert f'href="/claims/{claim.pk}/?without=#what-if"' in text
        assert not section(text)
        shown = section(page(reader, "claim", claim.pk, "?without="))
        assert f'name="without" value="e{piece.pk}">' in shown
        assert "nothing left out" in shown

    @pytest.mark.parametrize("query", ["?without=e{0},e{1}", "?without=&without=e{0}&without=e{1}"])
    def test_labels_before_and_after_are_side_by_side(
        self, reader: Client, claim: Claim, piece: Evidence, query: str
    ) -> None:
        other = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.8)
        shown = section(page(reader, "claim", claim.pk, query.format(piece.pk, other.pk)))
        before, after, strength, strength_after = cells(shown)[1:]
        assert (before, after) == ("Supported", "Not enough evidence")
        assert strength == f"{explain_claim(claim).strength:.2f}, almost certain"
        assert strength_after == "0.50, roughly even chance"
        assert shown.count(" checked") == 2
        assert f'href="/claims/{claim.pk}/?without=e{piece.pk},e{other.pk}#what-if"' in shown

    def test_it_equals_the_claim_after_a_real_withdrawal(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        make.evidence(claim, stance=Stance.REFUTES, strength=0.6)
        shown = section(page(reader, "claim", claim.pk, f"?without=e{piece.pk}"))
        Evidence.objects.filter(pk=piece.pk).update(lifecycle="withdrawn")
        explanation = explain_claim(claim)
        assert cells(shown)[2].casefold() == explanation.computed_label.label.casefold()
        assert cells(shown)[4].startswith(f"{explanation.strength:.2f},")

    def test_nothing_is_stored(self, reader: Client, claim: Claim, piece: Evidence) -> None:
        page(reader, "claim", claim.pk, f"?without=e{piece.pk}")
        assert explain_claim(claim).computed_label == "supported"

    def test_unknown_ids_and_those_of_other_articles_are_ignored_with_a_word(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        elsewhere = make.evidence(make.claim(make.article(claim.desk)), strength=0.9)
        foreign = make.evidence(make.claim(make.article(make.desk())), strength=0.9)
        ids = f"e{elsewhere.pk},e{foreign.pk},<b>,c{claim.pk}"
        shown = section(page(reader, "claim", claim.pk, f"?without={ids}"))
        assert f"can be left out here: e{elsewhere.pk}, e{foreign.pk}, &lt;b&gt;, c{claim.pk}." in shown
        assert "nothing left out" in shown

    def test_thousands_of_ids_are_answered(self, reader: Client, claim: Claim, piece: Evidence) -> None:
        ids = ",".join(f"e{number}" for number in range(9000, 10200))
        assert "Ignored" in page(reader, "claim", claim.pk, f"?without={ids}")

    def test_a_long_list_of_pieces_is_cut_and_keeps_what_is_left_out(
        self, reader: Client, claim: Claim, piece: Evidence, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(what_if_module, "MAX_PIECES", 1)
        weak = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.1)
        make.evidence(claim, stance=Stance.SUPPORTS, strength=0.2)
        shown = section(page(reader, "claim", claim.pk, f"?without=e{weak.pk}"))
        assert shown.count('type="checkbox"') == 2
        assert "1 more piece has no check box here." in shown

    def test_htmx_gets_the_result_and_the_address_to_share(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        address = reverse("claim_what_if", args=[claim.pk])
        response = reader.get(f"{address}?without=&without=e{piece.pk}", headers=HTMX)
        assert response["HX-Replace-Url"] == f"/claims/{claim.pk}/?without=e{piece.pk}"
        assert b"<form" not in response.content
        assert b"Not enough evidence" in response.content

    def test_an_excluded_claim_has_neither(self, reader: Client, claim: Claim, piece: Evidence) -> None:
        Claim.objects.filter(pk=claim.pk).update(set_aside="dropped")
        assert not section(page(reader, "claim", claim.pk, "?without="))
        for name in ("claim_what_if", "robustness"):
            response = reader.get(reverse(name, args=[claim.pk]))
            assert response.status_code == 409
            assert b"excluded" in response.content


class TestMap:
    def test_all_claims_whose_label_moves_are_listed(
        self, reader: Client, claim: Claim, piece: Evidence, team: Team
    ) -> None:
        article = claim.article
        follows = make.claim(article, text="It needs repair.", state=ClaimState.OPEN)
        steady = make.claim(article, text="It is long.", state=ClaimState.OPEN)
        make.evidence(steady, stance=Stance.SUPPORTS, strength=0.9)
        add_relation(
            team.checker,
            article=article,
            kind=RelationKind.SUPPORT,
            premises=[f"c{claim.pk}"],
            target=f"c{follows.pk}",
        )
        shown = section(page(reader, "map", article.pk, f"?without=e{piece.pk}"))
        assert "The labels of 2 claims change." in shown
        assert "Supported, 0.95" in cells(shown)
        assert "Not enough evidence, 0.50" in cells(shown)
        assert f'href="/claims/{follows.pk}/"' in shown
        assert f'href="/claims/{steady.pk}/"' not in shown

    def test_premises_and_relations_can_be_left_out_and_other_parameters_stay(
        self, reader: Client, claim: Claim, piece: Evidence, team: Team
    ) -> None:
        premise = add_premise(team.checker, article=claim.article, text="Nobody doubts it.")
        doubt = add_relation(
            team.checker,
            article=claim.article,
            kind=RelationKind.UNDERCUT,
            premises=[f"p{premise.pk}"],
            target=f"e{piece.pk}-c{claim.pk}",
        )
        query = f"?depth=3&without=p{premise.pk},r{doubt.pk},p9999"
        shown = section(page(reader, "map", claim.article_id, query))
        assert "Ignored" in shown
        assert "p9999" in shown
        assert '<input type="hidden" name="depth" value="3">' in shown
        assert f"/map/?depth=3&amp;without=p{premise.pk},r{doubt.pk}#what-if" in shown

    def test_a_map_offers_the_mode_and_says_when_nothing_moves(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        assert "without=#what-if" in page(reader, "map", claim.article_id)
        assert "Nothing is left out." in section(page(reader, "map", claim.article_id, "?without="))
        weak = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.2)
        shown = section(page(reader, "map", claim.article_id, f"?without=e{weak.pk}"))
        assert "No label changes." in shown

    def test_the_address_keeps_what_the_page_shows_now(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        map_page = f"/articles/{claim.article_id}/map/"
        now = f"http://testserver{map_page}?focus=c{claim.pk}&without=e7"
        response = reader.get(
            f"{reverse('map_what_if', args=[claim.article_id])}?depth=2&without=e{piece.pk}",
            headers=HTMX | {"HX-Current-URL": now},
        )
        assert response["HX-Replace-Url"] == f"{map_page}?focus=c{claim.pk}&without=e{piece.pk}"

    def test_htmx_gets_the_result_of_a_map(self, reader: Client, claim: Claim, piece: Evidence) -> None:
        address = reverse("map_what_if", args=[claim.article_id])
        response = reader.get(f"{address}?find=old&without=e{piece.pk}", headers=HTMX)
        assert response["HX-Replace-Url"] == (
            f"/articles/{claim.article_id}/map/?find=old&without=e{piece.pk}"
        )
        assert b"The label of 1 claim changes." in response.content


class TestRobustness:
    def test_the_claim_page_loads_it_on_demand(self, reader: Client, claim: Claim, piece: Evidence) -> None:
        text = page(reader, "claim", claim.pk)
        assert "How robust is this?" in text
        assert f'href="/claims/{claim.pk}/robustness/"' in text
        assert "Stays the same" not in text

    def test_it_says_how_often_the_label_stays_the_same_and_what_would_change_it(
        self, reader: Client, claim: Claim, piece: Evidence
    ) -> None:
        text = page(reader, "robustness", claim.pk)
        assert re.search(r"Stays the same in \d+ of 100", text)
        assert "the label would be “not enough evidence”" in text
        assert f'href="/claims/{claim.pk}/#evidence-{piece.pk}"' in text
        assert "One independent piece against it of strength" in text
        assert "<main" in text
        assert "<main" not in page(reader, "robustness", claim.pk, **HTMX)

    def test_a_map_that_is_not_measured_says_so(
        self, reader: Client, claim: Claim, piece: Evidence, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("factcheck.argument.robustness.MAX_STATEMENTS", 1)
        assert "This cannot be measured" in page(reader, "robustness", claim.pk)


def test_no_rating_of_another_person_is_shown(client: Client, claim: Claim, team: Team) -> None:
    piece = make.evidence(claim, strength=0.9)
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.RATING)
    make.assessment(claim, team.reviewer, "true", reasons="Seen it myself.")
    client.force_login(team.editor)
    for name in ("claim_what_if", "robustness"):
        before = page(client, name, claim.pk, f"?without=e{piece.pk}", **HTMX)
        claim.assessments.all().delete()
        assert page(client, name, claim.pk, f"?without=e{piece.pk}", **HTMX) == before
        assert "Seen it myself" not in before
        make.assessment(claim, team.reviewer, "true", reasons="Seen it myself.")
