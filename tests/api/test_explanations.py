"""The explanation and the robustness of a claim over the API."""

import pytest

from factcheck.argument.semantics import SEMANTICS
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Stance
from factcheck.evidence.models import Evidence
from factcheck.maps.computed_verdicts import explain_claim
from tests import factories as make
from tests.api.client import ApiClient

KINDS = ("explanation", "robustness")
EACH = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), state=ClaimState.OPEN)


@pytest.fixture
def evidence(claim):
    source = make.source(claim.desk, title="Road office", origin="register")
    return make.evidence(claim, source=source, stance=Stance.SUPPORTS, strength=0.9)


def test_an_explanation_has_label_strength_and_reasons(editor, claim, evidence):
    data = editor.get(f"claims/{claim.pk}/explanation/").json()
    explanation = explain_claim(claim)
    assert data["strength"] == pytest.approx(explanation.strength)
    assert {name: data[name] for name in ("claim", "semantics", "label", "likelihood", "one_source")} == {
        "claim": f"c{claim.pk}",
        "semantics": "tiers",
        "label": "supported",
        "likelihood": "almost certain",
        "one_source": True,
    }
    assert (data["support"], data["attack"]) == (pytest.approx(0.9), 0)
    (reason,) = data["reasons"]
    assert (reason["statement"], reason["label_without"]) == (f"e{evidence.pk}", "not_enough")
    assert reason["contribution"] == pytest.approx(data["strength"] - reason["without"])
    assert reason["path"] == [f"e{evidence.pk}-c{claim.pk}"]
    assert reason["sentence"] == explanation.reasons[0].sentence
    assert data["more_reasons"] == 0


def test_an_explanation_names_shared_origins(editor, claim, evidence):
    reprint = make.evidence(
        claim,
        source=make.source(claim.desk, title="Reprint", origin="register"),
        stance=Stance.SUPPORTS,
        strength=0.5,
    )
    (shared,) = editor.get(f"claims/{claim.pk}/explanation/").json()["shared_origins"]
    assert (shared["counted"], shared["others"]) == ([f"e{evidence.pk}"], [f"e{reprint.pk}"])


def test_robustness_has_the_smallest_set_and_what_would_change_the_label(editor, claim, evidence):
    data = editor.get(f"claims/{claim.pk}/robustness/").json()
    measured = data["measured"]
    assert data["label"] == "supported"
    assert measured["smallest_set"] == {
        "statements": [f"e{evidence.pk}"],
        "label_without": "not_enough",
        "is_exact": True,
    }
    parts = [measured[name] for name in ("strengths", "origins", "semantics")]
    assert sum(part["trials"] for part in parts) == measured["trials"] == 100
    assert sum(part["unchanged"] for part in parts) == measured["unchanged"]
    assert measured["origins"] == {"unchanged": 0, "trials": 1}
    assert [piece["kind"] for piece in measured["new_pieces"]] == ["attack"]
    assert len(data["sentences"]) == 3


def test_robustness_that_is_not_measured_says_so(editor, claim, evidence, monkeypatch):
    monkeypatch.setattr("factcheck.argument.robustness.MAX_STATEMENTS", 1)
    data = editor.get(f"claims/{claim.pk}/robustness/").json()
    assert data["measured"] is None
    assert "cannot be measured" in data["sentences"][0]


@EACH
@pytest.mark.parametrize("semantics", SEMANTICS)
def test_another_semantics_can_be_chosen(editor, claim, evidence, kind, semantics):
    data = editor.get(f"claims/{claim.pk}/{kind}/", semantics=semantics).json()
    assert data["semantics"] == semantics


def test_the_thresholds_of_the_desk_are_for_its_own_semantics(editor, claim, evidence):
    claim.desk.thresholds = {"supported": 0.99}
    claim.desk.save()
    own = editor.get(f"claims/{claim.pk}/explanation/").json()["label"]
    other = editor.get(f"claims/{claim.pk}/explanation/", semantics="df_quad").json()["label"]
    assert (own, other) == ("leans_supported", "supported")


@EACH
def test_what_is_left_out_weighs_as_if_it_were_withdrawn(editor, claim, evidence, kind):
    weak = make.evidence(claim, stance=Stance.REFUTES, strength=0.4)
    address = f"claims/{claim.pk}/{kind}/"
    left_out = editor.get(address, without=f"e{evidence.pk}, e{weak.pk}-c{claim.pk}").json()
    assert left_out["left_out"] == [f"e{evidence.pk}", f"e{weak.pk}-c{claim.pk}"]
    assert left_out["label"] == "not_enough"
    without_one = editor.get(address, without=f"e{evidence.pk}").json()
    Evidence.objects.filter(pk=evidence.pk).update(lifecycle="withdrawn")
    assert editor.get(address).json() == without_one | {"left_out": []}


@EACH
def test_unknown_ids_are_named(editor, claim, evidence, kind):
    foreign = make.evidence(make.claim(make.article(make.desk())))
    for ids in (f"e{foreign.pk}", "nothing", f"c{claim.pk}", "e99999999999999999999"):
        response = editor.get(f"claims/{claim.pk}/{kind}/", without=f"e{evidence.pk},{ids}")
        error = response.json()["error"]
        assert response.status_code == 400
        assert error["code"] == "invalid"
        assert ids in error["message"]
        assert f"e{evidence.pk}" not in error["message"]
        assert "e12,p5" in error["fields"]["without"]


@EACH
@pytest.mark.parametrize(
    ("query", "field"),
    [({"semantics": "votes"}, "semantics"), ({"with": "e1"}, "with"), ({"page_size": "5"}, "page_size")],
)
def test_a_wrong_query_is_refused_and_named(editor, claim, evidence, kind, query, field):
    response = editor.get(f"claims/{claim.pk}/{kind}/", **query)
    assert response.status_code == 400
    assert field in response.json()["error"]["fields"]


@EACH
def test_an_excluded_claim_is_a_conflict(editor, claim, evidence, kind):
    Claim.objects.filter(pk=claim.pk).update(set_aside="dropped")
    response = editor.get(f"claims/{claim.pk}/{kind}/")
    assert (response.status_code, response.json()["error"]["code"]) == (409, "conflict")


@EACH
def test_an_unchanged_claim_is_not_sent_again(editor, claim, evidence, kind):
    address = f"/api/v1/claims/{claim.pk}/{kind}/"
    etag = editor.client.get(address)["ETag"]
    response = editor.client.get(address, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    evidence.strength = 0.5
    evidence.save()
    assert editor.client.get(address, headers={"if-none-match": etag}).status_code == 200


@EACH
def test_members_read_it_and_others_do_not(team, stranger, claim, evidence, kind):
    address = f"claims/{claim.pk}/{kind}/"
    assert ApiClient(team.viewer).get(address).status_code == 200
    assert stranger.get(address).json() == stranger.get(address, without="e1").json()
    assert stranger.get(address).status_code == 404
    assert ApiClient().get(address).status_code == 401


@EACH
def test_blind_ratings_do_not_show(editor, team, claim, evidence, kind):
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.RATING)
    before = editor.get(f"claims/{claim.pk}/{kind}/").content
    make.assessment(claim, team.reviewer, "true")
    assert editor.get(f"claims/{claim.pk}/{kind}/").content == before
