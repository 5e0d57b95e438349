"""Every URL of the pages in one table: who is allowed what. A new URL without a row fails."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from factcheck.actions.maps import add_premise, add_relation
from factcheck.enums import ClaimState, JobState, RelationKind
from factcheck.search.models import SavedSearch
from factcheck.web.urls import urlpatterns
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@dataclass
class Things:
    """One object of each kind that a URL can name, on one desk."""

    team: Team

    def __post_init__(self) -> None:
        self.article = make.article(self.team.desk)
        self.claim = make.claim(self.article, state=ClaimState.PROPOSED)
        self.evidence = make.evidence(self.claim)
        self.verdict = make.verdict(self.claim)
        self.comment = make.comment(self.claim)
        self.invitation = make.invitation(self.team.desk)
        self.notice = make.notification(self.comment, self.team.admin)
        self.export = make.export(self.article, data=b"made")
        self.suggestion = make.suggestion(self.article)
        self.unread = make.reading(self.team.desk, state=JobState.FAILED).article
        self.tag = make.tag(self.team.desk, "energy", self.claim)
        self.view = SavedSearch.objects.create(
            desk=self.team.desk, name="Ferries", query="q=ferry", saved_by=self.team.editor
        )
        drawn = {"article": self.article}
        self.premise = add_premise(self.team.admin, text="So it is.", **drawn)
        self.relation = add_relation(
            self.team.admin,
            kind=RelationKind.SUPPORT,
            premises=[f"p{self.premise.pk}"],
            target=f"c{self.claim.pk}",
            scheme="position-to-know",
            **drawn,
        )


class Row(NamedTuple):
    """The arguments of a URL, and whether it accepts only POST."""

    args: Callable[[Things], list[Any]]
    post: bool = False


def desk(things: Things) -> list[Any]:
    return [things.team.desk.slug]


def of(name: str, *more: Any) -> Callable[[Things], list[Any]]:
    return lambda things: [getattr(things, name).pk, *more]


def record(things: Things) -> int:
    return things.claim.history.latest().pk


PUBLIC = {"home", "theme", "language", "published"}
FOR_CHECKERS = {"map_import", "map_import_into"}
REDIRECTS = {"versions_by_record"}  # links of earlier versions
FOR_ADMINS = {"desk_settings", "scale"}
OWN = {
    "inbox",
    "inbox_live",
    "notifications_live",
    "next_item",
    "account",
    "account_name",
    "address",
    "address_confirm",
    "key_issue",
    "key_revoke",
    "invitation",
    "new_desk",
    "notifications",
    "notifications_read",
    "notification_settings",
}  # everybody's own, which name nothing
ROWS = {
    "desk": Row(desk),
    "desk_live": Row(desk),
    "submit": Row(desk),
    "map_import": Row(desk),
    "agreement": Row(desk),
    "members": Row(desk),
    "invite": Row(desk, post=True),
    "desk_leave": Row(desk, post=True),
    "member_role": Row(lambda things: [things.team.desk.slug, things.team.viewer.pk], post=True),
    "member_remove": Row(lambda things: [things.team.desk.slug, things.team.viewer.pk], post=True),
    "desk_settings": Row(desk),
    "scale": Row(desk),
    "tags": Row(desk),
    "tag_change": Row(of("tag"), post=True),
    "claim_tags": Row(of("claim"), post=True),
    "invitation_revoke": Row(of("invitation"), post=True),
    "search": Row(desk),
    "similar_to_text": Row(desk),
    "saved_search_add": Row(desk, post=True),
    "saved_search_delete": Row(of("view"), post=True),
    "article": Row(of("article")),
    "article_live": Row(of("article")),
    "reading_status": Row(of("unread")),
    "read_again": Row(of("unread"), post=True),
    "discard_unread": Row(of("unread"), post=True),
    "claim_add": Row(of("article"), post=True),
    "open_top": Row(of("article"), post=True),
    "article_comment": Row(of("article"), post=True),
    "split_status": Row(of("article")),
    "split_again": Row(of("article"), post=True),
    "map": Row(of("article")),
    "map_import_into": Row(of("article")),
    "map_what_if": Row(of("article")),
    "premise_add": Row(of("article"), post=True),
    "relation_add": Row(of("article"), post=True),
    "map_undo": Row(of("article"), post=True),
    "map_redo": Row(of("article"), post=True),
    "premise_edit": Row(of("premise"), post=True),
    "relation_edit": Row(of("relation"), post=True),
    "critical_questions": Row(of("relation")),
    "relation_scheme": Row(of("relation"), post=True),
    "critical_question": Row(of("relation", "position"), post=True),
    "exports": Row(of("article")),
    "export_jobs": Row(of("article")),
    "export": Row(of("article"), post=True),
    "export_retry": Row(of("export"), post=True),
    "export_file": Row(of("export")),
    "claim": Row(of("claim")),
    "claim_live": Row(of("claim")),
    "claim_what_if": Row(of("claim")),
    "robustness": Row(of("claim")),
    "assign": Row(of("claim"), post=True),
    "distribute": Row(of("article"), post=True),
    "claim_history": Row(of("claim")),
    "article_history": Row(of("article")),
    "compare_versions": Row(lambda things: ["claim", things.claim.pk, 1, 1]),
    "versions_by_record": Row(lambda things: ["claim", record(things), record(things)]),
    "restore_value": Row(lambda things: ["claim", things.claim.pk, 1], post=True),
    "claim_edit": Row(of("claim"), post=True),
    "claim_step": Row(of("claim", "open"), post=True),
    "mark_duplicate": Row(of("claim"), post=True),
    "boundaries": Row(of("claim")),
    "change_boundaries": Row(of("claim", "move"), post=True),
    "claim_exclude": Row(of("claim"), post=True),
    "accept_part": Row(of("claim"), post=True),
    "earlier_checks": Row(of("claim")),
    "label_similarity": Row(of("claim"), post=True),
    "passages": Row(lambda things: [things.claim.pk, things.evidence.source_id]),
    "source_text": Row(lambda things: [things.claim.pk, things.evidence.source_id], post=True),
    "suggested_for_article": Row(of("article")),
    "ask_model_for_article": Row(of("article"), post=True),
    "suggested_for_claim": Row(of("claim")),
    "ask_model_for_claim": Row(of("claim"), post=True),
    "suggestion_decide": Row(of("suggestion"), post=True),
    "evidence_link": Row(of("claim"), post=True),
    "hypotheses": Row(of("claim")),
    "hypotheses_table": Row(of("claim")),
    "reviewers": Row(of("claim"), post=True),
    "recuse": Row(of("claim"), post=True),
    "rate": Row(of("claim"), post=True),
    "propose": Row(of("claim"), post=True),
    "reaffirm": Row(of("claim"), post=True),
    "claim_comment": Row(of("claim"), post=True),
    "evidence_edit": Row(of("evidence"), post=True),
    "evidence_comment": Row(of("evidence"), post=True),
    "verdict_comment": Row(of("verdict"), post=True),
    "comment_edit": Row(of("comment"), post=True),
    "comment_delete": Row(of("comment"), post=True),
    "comment_history": Row(of("comment")),
    "notification_read": Row(of("notice"), post=True),
    "comment_reply": Row(of("comment"), post=True),
    "comment_resolve": Row(of("comment"), post=True),
}
EACH = pytest.mark.parametrize("name", ROWS)
SHOWN = pytest.mark.parametrize("name", [name for name, row in ROWS.items() if not row.post])
TAKEN = pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.post])


@pytest.fixture
def things() -> Things:
    return Things(make.team())


def ask(client: Client, things: Things, name: str, *, post: bool | None = None) -> Any:
    row = ROWS[name]
    address = reverse(name, args=row.args(things))
    return client.post(address) if (row.post if post is None else post) else client.get(address)


def test_every_url_has_a_row() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ROWS) | PUBLIC | OWN


@EACH
def test_anonymous_user_is_redirected_to_sign_in(client: Client, things: Things, name: str) -> None:
    response = ask(client, things, name)
    page = "/" if ROWS[name].post else reverse(name, args=ROWS[name].args(things))
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={page}"


@EACH
def test_stranger_gets_the_same_404_as_for_a_missing_object(
    client: Client, things: Things, name: str
) -> None:
    client.force_login(things.team.stranger)
    args = ROWS[name].args(things)
    never = [each + 10_000 if isinstance(each, int) else each for each in args]
    never = ["no-such-desk"] if args == [things.team.desk.slug] else never
    send = client.post if ROWS[name].post else client.get
    pages = [send(reverse(name, args=each)) for each in (args, never)]
    assert [page.status_code for page in pages] == [404, 404]
    theirs, nothing = (
        _main_of(page.content.decode()).replace(things.team.desk.slug, "no-such-desk") for page in pages
    )
    assert theirs == nothing


def _main_of(page: str) -> str:
    """Return the content of a page, without the attributes of `main`, which contain a new token each time."""
    return page.partition("<main")[2].partition(">")[2].partition("</main>")[0]


@TAKEN
def test_writing_urls_refuse_get(client: Client, things: Things, name: str) -> None:
    client.force_login(things.team.admin)
    assert ask(client, things, name, post=False).status_code == 405


@TAKEN
def test_writing_urls_require_a_csrf_token(things: Things, name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(things.team.admin)
    assert ask(strict, things, name).status_code == 403


@SHOWN
@pytest.mark.parametrize("role", ["viewer", "contributor", "checker", "reviewer", "editor", "admin"])
def test_every_member_can_read(client: Client, things: Things, name: str, role: str) -> None:
    client.force_login(things.team.of(role))
    response = ask(client, things, name)
    may_not = (
        (name == "submit" and role == "viewer")
        or (name in FOR_CHECKERS and role in ("viewer", "contributor"))
        or (name in FOR_ADMINS and role != "admin")
    )
    right = 301 if name in REDIRECTS else 403 if may_not else 200
    assert response.status_code == right


@pytest.mark.parametrize("somebody", ["viewer", None])
def test_home_redirects_to_the_desk_or_to_sign_in(
    client: Client, things: Things, somebody: str | None
) -> None:
    if somebody:
        client.force_login(things.team.of(somebody))
    leads_to = f"/desks/{things.team.desk.slug}/" if somebody else "/accounts/login/?next=/"
    assert client.get("/").url == leads_to


def test_user_without_a_desk_sees_what_to_do(client: Client) -> None:
    client.force_login(make.person(email="new@test.example"))
    assert "Ask the admin of a desk to add new@test.example" in client.get("/").content.decode()


def test_sign_up_is_closed(client: Client) -> None:
    assert not AnonymousUser().is_authenticated
    response = client.post(
        "/accounts/signup/",
        {"email": "me@test.example", "password1": "long enough 4 all", "password2": "long enough 4 all"},
    )
    assert not make.User.objects.filter(email="me@test.example").exists()
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("theme", "kept"), [("dark", "dark"), ("light", "light"), ("auto", "auto"), ("pink", None), ("", None)]
)
def test_theme_is_stored_in_a_cookie(client: Client, db: None, theme: str, kept: str | None) -> None:
    client.post("/theme/", {"theme": theme, "back": "/"})
    cookie = client.cookies.get("theme")
    assert (cookie.value if cookie else None) == kept


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [("/desks/x/?q=1", "/desks/x/?q=1"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("", "/")],
)
def test_theme_redirects_only_within_the_site(client: Client, db: None, back: str, leads_to: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "back": back}).url == leads_to


def test_source_of_another_desk_is_not_found(client: Client, things: Things) -> None:
    other = make.desk()
    other.memberships.create(user=things.team.checker, role="checker")
    source = make.source(other, text="Words of the other desk.")
    client.force_login(things.team.checker)
    args = [things.claim.pk, source.pk]
    assert client.get(reverse("passages", args=args)).status_code == 404
    assert client.post(reverse("source_text", args=args), {"text": "New"}).status_code == 404
