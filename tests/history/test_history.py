"""The changes of a claim or article, blind ratings, and restoring an earlier value."""

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
from factcheck.history.changes import Change, get_version, list_article_changes, list_claim_changes
from factcheck.review.models import Assessment
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team):
    return make.claim(make.article(team.desk), "It carries 160,000 vehicles a day.", state=ClaimState.OPEN)


def changes_to(changes: list[Change], field: str) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in changes if change.field == field]


def test_changes_of_a_claim_are_listed_newest_first(team: Team, claim) -> None:
    edit_claim(team.checker, claim=claim, text="It carries few vehicles.")
    edit_claim(team.checker, claim=claim, text="It carries many vehicles.", assignee=team.checker)
    changes = list_claim_changes(team.viewer, claim)
    assert changes_to(changes, "text") == [
        ("It carries few vehicles.", "It carries many vehicles."),
        ("It carries 160,000 vehicles a day.", "It carries few vehicles."),
    ]
    assert changes_to(changes, "assignee_id") == [("nothing", str(team.checker))]
    assert changes[-1].field == ""


def test_changes_of_evidence_and_comments_are_listed_with_the_claim(team: Team, claim) -> None:
    evidence = make.evidence(claim)
    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
    comment = add_comment(team.reviewer, on=evidence, body="Where from?")
    edit_comment(team.reviewer, comment=comment, body="Whence?")
    changes = list_claim_changes(team.viewer, claim)
    assert changes_to(changes, "lifecycle") == [("active", "withdrawn")]
    assert changes_to(changes, "body") == [("Where from?", "Whence?")]


def test_earlier_versions_of_a_deleted_comment_are_hidden(team: Team, claim) -> None:
    comment = add_comment(team.reviewer, on=claim, body="A secret")
    edit_comment(team.reviewer, comment=comment, body="No secret")
    delete_comment(team.reviewer, comment=comment)
    assert not [change for change in list_claim_changes(team.admin, claim) if change.kind == "comment"]
    with pytest.raises(NotFound):
        get_version(team.admin, "comment", comment.pk, 1)


def test_change_names_the_user_of_the_request(team: Team, client: Client, claim) -> None:
    client.force_login(team.checker)
    client.post(reverse("claim_edit", args=[claim.pk]), {"text": "Another wording", "speaker": ""})
    newest = list_claim_changes(team.viewer, claim)[0]
    assert (newest.who, newest.label) == (str(team.checker), "wording")


def test_change_made_by_a_command_names_the_actor_of_the_event(team: Team, claim) -> None:
    edit_claim(team.checker, claim=claim, text="Another wording")
    newest, first = list_claim_changes(team.viewer, claim)
    assert newest.who == str(team.checker)
    assert first.who == "the machine"


class TestBlindRatings:
    @pytest.fixture
    def rated(self, team: Team, claim):
        type(claim).objects.filter(pk=claim.pk).update(state=ClaimState.RATING)
        claim.refresh_from_db()
        rate_claim(team.reviewer, claim=claim, rating="true", reasons="I saw it.")
        rate_claim(team.reviewer, claim=claim, rating="false", reasons="I saw it not.")
        return claim

    @pytest.mark.parametrize("role", ["viewer", "checker", "editor", "admin"])
    def test_rating_of_another_member_is_not_listed(self, team: Team, rated, role: str) -> None:
        before = [
            change for change in list_claim_changes(team.of(role), rated) if change.kind == "assessment"
        ]
        assert before == []

    def test_version_of_a_blind_rating_is_not_found(self, team: Team, rated) -> None:
        rating = Assessment.objects.get().pk
        with pytest.raises(NotFound) as hidden:
            get_version(team.admin, "assessment", rating, 1)
        with pytest.raises(NotFound) as missing:
            get_version(team.admin, "assessment", rating + 1000, 1)
        assert hidden.value.message == missing.value.message

    def test_own_rating_is_listed(self, team: Team, rated) -> None:
        assert changes_to(list_claim_changes(team.reviewer, rated), "reasons") == [
            ("I saw it.", "I saw it not.")
        ]

    def test_all_ratings_are_listed_after_the_reveal(self, team: Team, rated) -> None:
        type(rated).objects.filter(pk=rated.pk).update(state=ClaimState.REVEALED)
        assert changes_to(list_claim_changes(team.viewer, rated), "rating_id") == [("True", "False")]

    def test_page_contains_nothing_of_a_blind_rating(self, team: Team, client: Client, rated) -> None:
        client.force_login(team.admin)
        page = client.get(reverse("claim_history", args=[rated.pk])).content.decode()
        assert "I saw it" not in page
        assert str(team.reviewer) not in page.partition("<main")[2]


class TestRestoring:
    def test_restoring_a_wording_is_an_edit_of_the_claim(self, team: Team, claim) -> None:
        edit_claim(team.checker, claim=claim, text="Another wording")
        restore(team.checker, kind="claim", target=claim.pk, number=1, field="text")
        claim.refresh_from_db()
        assert claim.text == "It carries 160,000 vehicles a day."
        assert Event.objects.filter(action="claim.edited").count() == 2
        assert len(changes_to(list_claim_changes(team.viewer, claim), "text")) == 2

    def test_status_of_evidence_is_restored(self, team: Team, claim) -> None:
        evidence = make.evidence(claim)
        update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
        restore(team.checker, kind="evidence", target=evidence.pk, number=1, field="lifecycle")
        evidence.refresh_from_db()
        assert evidence.lifecycle == EvidenceStatus.ACTIVE

    def test_assignee_and_title_are_restored(self, team: Team, claim) -> None:
        edit_claim(team.checker, claim=claim, assignee=team.checker)
        unassigned = restore(team.checker, kind="claim", target=claim.pk, number=1, field="assignee_id")
        assert unassigned.assignee is None
        article = claim.article
        title = article.title
        edit_article(team.checker, article=article, title="Another")
        assert (
            restore(team.checker, kind="article", target=article.pk, number=1, field="title").title == title
        )

    def test_restoring_requires_the_permission_of_the_edit(self, team: Team, claim) -> None:
        edit_claim(team.checker, claim=claim, text="Another wording")
        with pytest.raises(PermissionDenied):
            restore(team.contributor, kind="claim", target=claim.pk, number=1, field="text")

    def test_comment_of_another_member_cannot_be_restored(self, team: Team, claim) -> None:
        comment = add_comment(team.reviewer, on=claim, body="One")
        edit_comment(team.reviewer, comment=comment, body="Two")
        with pytest.raises(PermissionDenied):
            restore(team.admin, kind="comment", target=comment.pk, number=1, field="body")

    @pytest.mark.parametrize(
        ("kind", "field", "error"),
        [
            ("claim", "state", InvalidInput),
            ("claim", "nothing", InvalidInput),
            ("verdict", "reasons", InvalidInput),
            ("desk", "name", UnknownChoice),
        ],
    )
    def test_fields_set_by_workflow_steps_cannot_be_restored(
        self, team: Team, claim, kind: str, field: str, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            restore(team.admin, kind=kind, target=claim.pk, number=1, field=field)

    def test_stranger_cannot_restore(self, team: Team, claim) -> None:
        with pytest.raises(NotFound):
            restore(team.stranger, kind="claim", target=claim.pk, number=1, field="text")


class TestPages:
    def test_changes_are_marked_with_words_not_only_colour(self, team: Team, client: Client, claim) -> None:
        edit_claim(team.checker, claim=claim, text="It carries 150,000 vehicles a day.")
        client.force_login(team.checker)
        page = client.get(reverse("claim_history", args=[claim.pk])).content.decode()
        assert '<del><span class="hidden">removed: </span>160</del>' in page
        assert '<ins><span class="hidden">added: </span>150</ins>' in page
        assert "Restore the earlier wording" in page

    def test_versions_are_compared_and_one_is_restored(self, team: Team, client: Client, claim) -> None:
        edit_claim(team.checker, claim=claim, text="Another wording")
        first = claim.history.last()
        client.force_login(team.checker)
        assert (
            "<del>"
            in client.get(reverse("compare_versions", args=["claim", claim.pk, 1, 2])).content.decode()
        )
        client.post(reverse("restore_value", args=["claim", claim.pk, 1]), {"field": "text"})
        claim.refresh_from_db()
        assert claim.text == first.text

    def test_error_is_shown_on_the_page(self, team: Team, client: Client, claim) -> None:
        client.force_login(team.viewer)
        response = client.post(
            reverse("restore_value", args=["claim", claim.pk, 1]), {"field": "text"}, follow=True
        )
        assert "need the role checker" in response.content.decode()

    def test_versions_of_different_rows_are_not_compared(self, team: Team, client: Client, claim) -> None:
        other = make.claim(claim.article)
        client.force_login(team.viewer)
        address = reverse(
            "versions_by_record", args=["claim", claim.history.first().pk, other.history.first().pk]
        )
        assert client.get(address).status_code == 400

    def test_a_link_by_the_ids_of_records_leads_to_the_versions(
        self, team: Team, client: Client, claim
    ) -> None:
        edit_claim(team.checker, claim=claim, text="Another wording")
        newest, first = claim.history.all()
        client.force_login(team.viewer)
        response = client.get(f"/history/claim/{first.pk}/{newest.pk}/")
        assert response.headers["Location"] == f"/history/claim/{claim.pk}/1/2/"
        client.force_login(team.stranger)
        assert client.get(f"/history/claim/{first.pk}/{newest.pk}/").status_code == 404

    def test_one_s_own_rating_is_not_found_by_the_ids_of_its_records(
        self, team: Team, client: Client, claim
    ) -> None:
        rating = make.assessment(claim, team.reviewer)
        record = rating.history.get().pk
        client.force_login(team.reviewer)
        assert client.get(f"/history/assessment/{record}/{record}/").status_code == 404
        assert client.get(f"/history/assessment/{rating.pk}/1/1/").status_code == 200

    @pytest.mark.parametrize("number", [0, 2, 2**31, 2**63, 10**30])
    def test_a_version_that_does_not_exist_is_not_found(
        self, team: Team, client: Client, claim, number: int
    ) -> None:
        client.force_login(team.viewer)
        assert client.get(f"/history/claim/{claim.pk}/{number}/{number}/").status_code == 404
        assert client.get(f"/history/claim/{claim.pk + number + 1}/1/1/").status_code == 404

    def test_article_has_a_history(self, team: Team, client: Client, claim) -> None:
        edit_article(team.checker, article=claim.article, title="A new title")
        assert changes_to(list_article_changes(team.viewer, claim.article), "title") == [
            ("The harbour bridge", "A new title")
        ]
        client.force_login(team.viewer)
        assert (
            "A new title" in client.get(reverse("article_history", args=[claim.article_id])).content.decode()
        )


def test_number_of_queries_does_not_grow(team: Team, claim, django_assert_max_num_queries) -> None:
    for number in range(6):
        make.evidence(claim)
        add_comment(team.reviewer, on=claim, body=f"Remark {number}")
    with django_assert_max_num_queries(12):
        list_claim_changes(team.viewer, claim)
