"""Who changed what, from which value; blind ratings leave no line; an earlier value comes back by the usual service."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions.articles import edit_article
from factcheck.actions.assessments import rate_claim
from factcheck.actions.claims import edit_claim
from factcheck.actions.comments import add_comment, delete_comment, edit_comment
from factcheck.actions.evidence import update_evidence
from factcheck.actions.history import restore
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, EvidenceStatus
from factcheck.exceptions import InvalidInput, NotFound, PermissionDenied, UnknownChoice
from factcheck.history.changes import Change, get_record, list_article_changes, list_claim_changes
from factcheck.review.models import Assessment
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team):
    return make.claim(make.article(team.desk), "It carries 160,000 vehicles a day.", state=ClaimState.OPEN)


def of(changes: list[Change], field: str) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in changes if change.field == field]


def test_every_change_of_a_claim_is_told_the_newest_first(team: Team, claim) -> None:
    edit_claim(team.checker, claim=claim, text="It carries few vehicles.")
    edit_claim(team.checker, claim=claim, text="It carries many vehicles.", assignee=team.checker)
    changes = list_claim_changes(team.viewer, claim)
    assert of(changes, "text") == [
        ("It carries few vehicles.", "It carries many vehicles."),
        ("It carries 160,000 vehicles a day.", "It carries few vehicles."),
    ]
    assert of(changes, "assignee_id") == [("nothing", str(team.checker))]
    assert changes[-1].field == ""


def test_evidence_and_comments_are_told_with_the_claim(team: Team, claim) -> None:
    piece = make.evidence(claim)
    update_evidence(team.checker, evidence=piece, lifecycle=EvidenceStatus.WITHDRAWN)
    said = add_comment(team.reviewer, on=piece, body="Where from?")
    edit_comment(team.reviewer, comment=said, body="Whence?")
    changes = list_claim_changes(team.viewer, claim)
    assert of(changes, "lifecycle") == [("active", "withdrawn")]
    assert of(changes, "body") == [("Where from?", "Whence?")]


def test_who_deletes_a_comment_takes_its_earlier_words_away_too(team: Team, claim) -> None:
    said = add_comment(team.reviewer, on=claim, body="A secret")
    record = said.history.first().pk
    edit_comment(team.reviewer, comment=said, body="No secret")
    delete_comment(team.reviewer, comment=said)
    assert not [change for change in list_claim_changes(team.admin, claim) if change.kind == "comment"]
    with pytest.raises(NotFound):
        get_record(team.admin, "comment", record)


def test_who_made_the_change_is_named(team: Team, client: Client, claim) -> None:
    client.force_login(team.checker)
    client.post(reverse("claim_edit", args=[claim.pk]), {"text": "Another wording", "speaker": ""})
    newest = list_claim_changes(team.viewer, claim)[0]
    assert (newest.who, newest.label) == (str(team.checker), "wording")


def test_so_is_who_made_it_by_a_command(team: Team, claim) -> None:
    edit_claim(team.checker, claim=claim, text="Another wording")
    newest, first = list_claim_changes(team.viewer, claim)
    assert newest.who == str(team.checker)
    assert first.who == "the machine"


class TestTheBlind:
    @pytest.fixture
    def rated(self, team: Team, claim):
        type(claim).objects.filter(pk=claim.pk).update(state=ClaimState.RATING)
        claim.refresh_from_db()
        rate_claim(team.reviewer, claim=claim, rating="true", reasons="I saw it.")
        rate_claim(team.reviewer, claim=claim, rating="false", reasons="I saw it not.")
        return claim

    @pytest.mark.parametrize("role", ["viewer", "checker", "editor", "admin"])
    def test_anothers_rating_leaves_no_line(self, team: Team, rated, role: str) -> None:
        before = [
            change for change in list_claim_changes(team.of(role), rated) if change.kind == "assessment"
        ]
        assert before == []

    def test_not_even_by_its_number(self, team: Team, rated) -> None:
        record = Assessment.history.first().pk
        with pytest.raises(NotFound) as refused:
            get_record(team.admin, "assessment", record)
        with pytest.raises(NotFound) as never_was:
            get_record(team.admin, "assessment", record + 1000)
        assert refused.value.message == never_was.value.message

    def test_one_sees_ones_own(self, team: Team, rated) -> None:
        assert of(list_claim_changes(team.reviewer, rated), "reasons") == [("I saw it.", "I saw it not.")]

    def test_after_the_reveal_all_is_told(self, team: Team, rated) -> None:
        type(rated).objects.filter(pk=rated.pk).update(state=ClaimState.REVEALED)
        assert of(list_claim_changes(team.viewer, rated), "rating_id") == [("True", "False")]

    def test_the_page_holds_no_trace(self, team: Team, client: Client, rated) -> None:
        client.force_login(team.admin)
        page = client.get(reverse("claim_history", args=[rated.pk])).content.decode()
        assert "I saw it" not in page
        assert str(team.reviewer) not in page.partition("<main")[2]


class TestRestoring:
    def test_an_earlier_wording_comes_back_by_the_usual_way(self, team: Team, claim) -> None:
        first = claim.history.first().pk
        edit_claim(team.checker, claim=claim, text="Another wording")
        restore(team.checker, kind="claim", record=first, field="text")
        claim.refresh_from_db()
        assert claim.text == "It carries 160,000 vehicles a day."
        assert Event.objects.filter(action="claim.edited").count() == 2
        assert len(of(list_claim_changes(team.viewer, claim), "text")) == 2

    def test_what_stood_on_evidence_is_told_of_its_return(self, team: Team, claim) -> None:
        piece = make.evidence(claim)
        first = piece.history.first().pk
        update_evidence(team.checker, evidence=piece, lifecycle=EvidenceStatus.WITHDRAWN)
        restore(team.checker, kind="evidence", record=first, field="lifecycle")
        piece.refresh_from_db()
        assert piece.lifecycle == EvidenceStatus.ACTIVE

    def test_an_assignee_and_an_articles_title_come_back(self, team: Team, claim) -> None:
        first = claim.history.first().pk
        edit_claim(team.checker, claim=claim, assignee=team.checker)
        assert restore(team.checker, kind="claim", record=first, field="assignee_id").assignee is None
        article = claim.article
        title, record = article.title, article.history.first().pk
        edit_article(team.checker, article=article, title="Another")
        assert restore(team.checker, kind="article", record=record, field="title").title == title

    def test_it_takes_the_role_that_the_change_takes(self, team: Team, claim) -> None:
        first = claim.history.first().pk
        edit_claim(team.checker, claim=claim, text="Another wording")
        with pytest.raises(PermissionDenied):
            restore(team.contributor, kind="claim", record=first, field="text")

    def test_anothers_words_are_not_brought_back(self, team: Team, claim) -> None:
        said = add_comment(team.reviewer, on=claim, body="One")
        first = said.history.first().pk
        edit_comment(team.reviewer, comment=said, body="Two")
        with pytest.raises(PermissionDenied):
            restore(team.admin, kind="comment", record=first, field="body")

    @pytest.mark.parametrize(
        ("kind", "field", "error"),
        [
            ("claim", "state", InvalidInput),
            ("claim", "nothing", InvalidInput),
            ("verdict", "reasons", InvalidInput),
            ("desk", "name", UnknownChoice),
        ],
    )
    def test_what_follows_from_the_review_is_not_restored(
        self, team: Team, claim, kind: str, field: str, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            restore(team.admin, kind=kind, record=claim.history.first().pk, field=field)

    def test_a_stranger_restores_nothing(self, team: Team, claim) -> None:
        with pytest.raises(NotFound):
            restore(team.stranger, kind="claim", record=claim.history.first().pk, field="text")


class TestThePages:
    def test_changes_are_told_in_words_without_leaning_on_colour(
        self, team: Team, client: Client, claim
    ) -> None:
        edit_claim(team.checker, claim=claim, text="It carries 150,000 vehicles a day.")
        client.force_login(team.checker)
        page = client.get(reverse("claim_history", args=[claim.pk])).content.decode()
        assert '<del><span class="hidden">removed: </span>160</del>' in page
        assert '<ins><span class="hidden">added: </span>150</ins>' in page
        assert "Bring the earlier wording back" in page

    def test_two_versions_are_compared_and_one_brought_back(self, team: Team, client: Client, claim) -> None:
        edit_claim(team.checker, claim=claim, text="Another wording")
        newest, first = claim.history.all()
        client.force_login(team.checker)
        assert (
            "<del>"
            in client.get(reverse("compare_versions", args=["claim", first.pk, newest.pk])).content.decode()
        )
        client.post(reverse("restore_value", args=["claim", first.pk]), {"field": "text"})
        claim.refresh_from_db()
        assert claim.text == first.text

    def test_a_refusal_is_told_on_the_page(self, team: Team, client: Client, claim) -> None:
        client.force_login(team.viewer)
        record = claim.history.first().pk
        answer = client.post(reverse("restore_value", args=["claim", record]), {"field": "text"}, follow=True)
        assert "need the role checker" in answer.content.decode()

    def test_versions_of_two_things_are_not_compared(self, team: Team, client: Client, claim) -> None:
        other = make.claim(claim.article)
        client.force_login(team.viewer)
        address = reverse(
            "compare_versions", args=["claim", claim.history.first().pk, other.history.first().pk]
        )
        assert client.get(address).status_code == 400

    def test_an_article_has_a_history_too(self, team: Team, client: Client, claim) -> None:
        edit_article(team.checker, article=claim.article, title="A new title")
        assert of(list_article_changes(team.viewer, claim.article), "title") == [
            ("The harbour bridge", "A new title")
        ]
        client.force_login(team.viewer)
        assert (
            "A new title" in client.get(reverse("article_history", args=[claim.article_id])).content.decode()
        )


def test_the_number_of_queries_does_not_grow(team: Team, claim, django_assert_max_num_queries) -> None:
    for number in range(6):
        make.evidence(claim)
        add_comment(team.reviewer, on=claim, body=f"Remark {number}")
    with django_assert_max_num_queries(12):
        list_claim_changes(team.viewer, claim)
