"""Each form of the pages: what is right is done, what is wrong is told beside its field and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.articles.models import Article
from factcheck.evidence.models import Evidence
from factcheck.exports.models import Export
from factcheck.maps.models import Premise, Relation
from factcheck.maps.services import add_premise
from factcheck.terms import ClaimState, JobState, Lifecycle, SetAside
from tests import factories as make
from tests.factories import Team
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

QUOTE = "The bridge cost 4.2 million pounds"
TODAY = timezone.now().date().isoformat()


@dataclass
class Scene:
    """A desk with an article and one claim in a given state, with evidence and, if stale, a verdict."""

    state: ClaimState = ClaimState.OPEN
    stale: bool = False
    team: Team = field(default_factory=make.team)

    def __post_init__(self) -> None:
        self.desk = self.team.desk
        self.article = make.article(self.desk)
        self.claim = make.claim(self.article, QUOTE, state=self.state)
        self.evidence = make.evidence(self.claim, strength=0.62)
        self.comment = make.comment(self.claim, author=self.team.reviewer)
        self.premise = add_premise(self.team.admin, article=self.article, text="Archives are kept with care.")
        if self.stale:
            make.verdict(self.claim, stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")


class Form(NamedTuple):
    """A form's address and what is sent: right first, then wrong, with the field that is to blame."""

    name: str
    of: str
    right: dict[str, Any]
    done: Callable[[Scene], Any]
    wrong: dict[str, Any]
    blamed: str
    says: str
    role: str = "editor"
    state: ClaimState = ClaimState.OPEN
    stale: bool = False


def last(rows: Any) -> Any:
    return rows.order_by("-pk").first()


S = ClaimState
FORMS = [
    Form(
        "submit",
        "desk",
        {
            "text": "Some words.",
            "title": "A title",
            "source_name": "The Paper",
            "source_url": "paper.example/1",
        },
        lambda scene: last(Article.objects.all()).source_url == "https://paper.example/1",
        {"text": " ", "title": "Kept title", "source_name": "Kept paper"},
        "text",
        "Paste the article's words, or choose a file below.",
        role="contributor",
    ),
    Form(
        "submit",
        "desk",
        {"text": "Other words."},
        lambda scene: Article.objects.count() == 2,
        {"text": "Kept words.", "source_url": "http://["},
        "source_url",
        "Enter a valid URL.",
        role="contributor",
    ),
    Form(
        "mark",
        "article",
        {"quote": "The city will build a tunnel"},
        lambda scene: last(scene.article.claims).quote == "The city will build a tunnel",
        {"quote": "Kept words that do not stand there"},
        "quote",
        "These words do not stand in the article.",
        role="contributor",
    ),
    Form(
        "open_top",
        "article",
        {"many": "1"},
        lambda scene: scene.article.claims.get().state == S.OPEN,
        {"many": "0"},
        "many",
        "Ensure this value is greater than or equal to 1.",
        state=S.DRAFT,
        role="checker",
    ),
    Form(
        "article_comment",
        "article",
        {"body": "Who wrote this?"},
        lambda scene: scene.article.comments.get().body == "Who wrote this?",
        {"body": "  "},
        "body",
        "This field is required.",
        role="reviewer",
    ),
    Form(
        "claim_edit",
        "claim",
        {"text": "The bridge cost 3 million", "speaker": "Anna"},
        lambda scene: scene.claim.speaker == "Anna",
        {"text": " ", "speaker": "Kept speaker"},
        "text",
        "This field is required.",
        role="checker",
    ),
    Form(
        "evidence_link",
        "claim",
        {
            "quote": "It cost 3 million.",
            "stance": "refutes",
            "strength": "0.7",
            "title": "The books",
            "url": "books.example",
        },
        lambda scene: last(Evidence.objects.all()).source.title == "The books",
        {"quote": "Kept quote", "stance": "context", "strength": "0.9", "note": "Kept note"},
        "source",
        "Choose one, or name a new one.",
        role="contributor",
    ),
    Form(
        "evidence_edit",
        "evidence",
        {"stance": "supports", "strength": "0.9", "lifecycle": "disputed", "note": "New"},
        lambda scene: (scene.evidence.lifecycle, scene.evidence.note) == (Lifecycle.DISPUTED, "New"),
        {"stance": "loves", "strength": "0.9", "lifecycle": "active", "note": "Kept note"},
        "stance",
        "Select a valid choice. loves is not one of the available choices.",
        role="checker",
    ),
    Form(
        "rate",
        "claim",
        {"rating": "false", "confidence": "high", "reasons": "The books."},
        lambda scene: scene.claim.assessments.get().confidence == "high",
        {"confidence": "low", "reasons": "Kept reasons"},
        "rating",
        "This field is required.",
        role="reviewer",
        state=S.RATING,
    ),
    Form(
        "propose",
        "claim",
        {
            "rating": "false",
            "reasons": "The books say so.",
            "as_of": TODAY,
            "departure": "One piece is enough.",
        },
        lambda scene: scene.claim.verdicts.get().rating.slug == "false",
        {
            "rating": "false",
            "reasons": "Kept reasons",
            "as_of": "2999-01-01",
            "departure": "One piece is enough.",
        },
        "as_of",
        "Today or an earlier day.",
        role="editor",
        state=S.REVEALED,
    ),
    Form(
        "reaffirm",
        "claim",
        {"reasons": "The other piece is enough."},
        lambda scene: scene.claim.verdicts.get().stale_since is None,
        {"reasons": " "},
        "reasons",
        "This field is required.",
        role="editor",
        state=S.PROPOSED,
        stale=True,
    ),
    Form(
        "claim_comment",
        "claim",
        {"body": "Where is that from?"},
        lambda scene: scene.claim.comments.count() == 2,
        {"body": " ", "quote": QUOTE},
        "body",
        "This field is required.",
        role="reviewer",
    ),
    Form(
        "premise_add",
        "article",
        {"text": "Books are old.", "base": "0.7"},
        lambda scene: last(Premise.objects.all()).base == 0.7,
        {"text": "Kept premise", "base": "7"},
        "base",
        "Select a valid choice. 7 is not one of the available choices.",
        role="checker",
    ),
    Form(
        "relation_add",
        "article",
        {"premises": "{premise}", "kind": "support", "target": "{claim}", "base": "1.0"},
        lambda scene: Relation.objects.get().kind == "support",
        {
            "premises": "{claim}",
            "kind": "support",
            "target": "{claim}",
            "base": "1.0",
            "scheme": "Kept scheme",
        },
        "target",
        "Choose another target.",
        role="checker",
    ),
]
EACH = pytest.mark.parametrize(
    "form", FORMS, ids=[f"{number}-{form.name}" for number, form in enumerate(FORMS)]
)


def send(client: Client, scene: Scene, form: Form, data: dict[str, Any]) -> HttpResponse:
    thing = getattr(scene, form.of)
    names = {"premise": f"p{scene.premise.pk}", "claim": f"c{scene.claim.pk}"}
    prefix = f"e{thing.pk}-" if form.name == "evidence_edit" else ""
    typed = {prefix + name: str(value).format(**names) for name, value in data.items()}
    client.force_login(scene.team.of(form.role))
    return client.post(reverse(form.name, args=[thing.slug if form.of == "desk" else thing.pk]), typed)


@EACH
def test_what_is_right_is_done_and_leads_on(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    answer = send(client, scene, form, form.right)
    assert answer.status_code == 302, Markup(answer.content.decode()).problems()
    for thing in (scene.claim, scene.evidence):
        thing.refresh_from_db()
    assert form.done(scene)
    assert client.get(answer.url).status_code == 200


@EACH
def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    answer = send(client, scene, form, form.wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert form.says in Markup(page).problems()[form.blamed]
    for typed in form.wrong.values():
        if "ept" in typed:
            assert typed in page


@EACH
def test_nothing_is_changed_by_what_is_refused(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    send(client, scene, form, form.wrong)
    before = (scene.claim.text, scene.evidence.note, scene.evidence.stance)
    scene.claim.refresh_from_db()
    scene.evidence.refresh_from_db()
    assert (scene.claim.text, scene.evidence.note, scene.evidence.stance) == before
    assert (Article.objects.count(), Evidence.objects.count(), scene.claim.comments.count()) == (1, 1, 1)


def test_a_file_is_taken_and_a_bad_one_told_at_its_field(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.contributor)
    address = f"/desks/{scene.desk.slug}/submit/"
    bad = client.post(
        address, {"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n" + bytes(500)), "title": "Kept"}
    )
    assert bad.status_code == 422
    assert "binary" in Markup(bad.content.decode()).problems()["file"]
    assert 'value="Kept"' in bad.content.decode()
    good = client.post(address, {"file": SimpleUploadedFile("a.txt", b"A sentence of words.")})
    assert client.get(good.url).status_code == 200


def test_changing_a_note_leaves_the_strength_as_it_was(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.checker)
    page = client.get(f"/claims/{scene.claim.pk}/").content.decode()
    assert '<option value="0.62" selected>' in page
    prefix = f"e{scene.evidence.pk}"
    data = {"stance": "refutes", "strength": "0.62", "lifecycle": "active", "note": "New"}
    client.post(
        reverse("evidence_edit", args=[scene.evidence.pk]), {f"{prefix}-{k}": v for k, v in data.items()}
    )
    scene.evidence.refresh_from_db()
    assert (scene.evidence.note, scene.evidence.strength) == ("New", 0.62)


@pytest.mark.parametrize("why", [SetAside.DROPPED, SetAside.NOT_CHECKABLE])
def test_a_claim_is_set_aside_and_put_back(client: Client, why: SetAside) -> None:
    scene = Scene()
    client.force_login(scene.team.checker)
    for sent in (why, SetAside.NO):
        client.post(reverse("claim_aside", args=[scene.claim.pk]), {"why": sent})
        scene.claim.refresh_from_db()
        assert scene.claim.set_aside == sent
    assert client.post(reverse("claim_aside", args=[scene.claim.pk]), {"why": "boring"}).status_code == 400


def test_a_step_that_is_refused_says_why_on_the_claims_page(client: Client) -> None:
    scene = Scene(ClaimState.RATING)
    client.force_login(scene.team.editor)
    answer = client.post(reverse("claim_step", args=[scene.claim.pk, "reveal"]), {"reason": ""})
    assert answer.status_code == 422
    assert "A rating is closed early only with a reason" in answer.content.decode()


def test_accepting_on_a_card_answers_with_the_card(client: Client) -> None:
    scene = Scene(ClaimState.DRAFT)
    client.force_login(scene.team.checker)
    step = reverse("claim_step", args=[scene.claim.pk, "open"])
    answer = client.post(step, headers={"hx-request": "true"})
    card = answer.content.decode()
    assert card.strip().startswith("<div")
    assert "Gathering evidence" in card
    assert "<html" not in card


def test_accepting_what_somebody_else_accepted_meanwhile_shows_the_page_anew_with_the_reason(
    client: Client,
) -> None:
    scene = Scene(ClaimState.OPEN)
    client.force_login(scene.team.checker)
    answer = client.post(reverse("claim_step", args=[scene.claim.pk, "open"]), headers={"hx-request": "true"})
    assert answer["HX-Refresh"] == "true"
    assert (
        "takes a claim that is a draft; this one is open"
        in client.get(f"/articles/{scene.article.pk}/").content.decode()
    )


def test_a_thread_is_answered_and_resolved(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.editor)
    answer = client.post(reverse("reply", args=[scene.comment.pk]), {"body": "From the archive."})
    assert f"/claims/{scene.claim.pk}/" in answer.url
    client.post(reverse("resolve", args=[scene.comment.pk]), {"resolved": "yes"})
    page = client.get(f"/claims/{scene.claim.pk}/").content.decode()
    assert "From the archive." in page
    assert "Resolved by Editor" in page


def test_files_are_asked_for_tried_again_and_downloaded(client: Client, eager: None) -> None:
    scene = Scene()
    client.force_login(scene.team.viewer)
    failed = make.export(scene.article, state=JobState.FAILED, error="The disk was full.")
    place = f"/articles/{scene.article.pk}/exports/"
    assert "Failed: The disk was full." in client.get(place).content.decode()
    assert client.post(reverse("export_retry", args=[failed.pk])).url == place
    assert client.post(reverse("export", args=[scene.article.pk]), {"kind": "claims.csv"}).url == place
    made = Export.objects.exclude(pk=failed.pk).get()
    assert client.post(reverse("export", args=[scene.article.pk]), {"kind": "papyrus"}).status_code == 400
    Export.objects.filter(pk=made.pk).update(state=JobState.QUEUED)
    not_yet = client.get(reverse("export_file", args=[made.pk]))
    assert not_yet.status_code == 409


def test_a_finished_file_is_handed_out_as_what_it_is(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.viewer)
    job = make.export(scene.article, "report.html", data=b"<p>made</p>")
    answer = client.get(reverse("export_file", args=[job.pk]))
    assert b"".join(answer.streaming_content) == b"<p>made</p>"
    assert answer["Content-Disposition"] == f'attachment; filename="article-{scene.article.pk}.report.html"'
    assert answer["ETag"] == f'"{job.sha256}"'
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_what_people_wrote_is_shown_and_never_run(client: Client) -> None:
    scene = Scene()
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))"
    make.comment(scene.claim, body=evil)
    make.evidence(scene.claim, quote=evil, note=evil, source=make.source(scene.desk, title=evil))
    type(scene.claim).objects.update(text=evil, speaker=evil, reason=evil)
    Article.objects.update(title=evil)
    client.force_login(scene.team.viewer)
    for place in (
        f"/claims/{scene.claim.pk}/",
        f"/articles/{scene.article.pk}/",
        f"/articles/{scene.article.pk}/map/",
    ):
        page = client.get(place).content.decode()
        markup = Markup(page)
        assert "alert(1)</script>" not in page
        assert not [known for _, known in markup.elements if any(name.startswith("on") for name in known)]
        assert not [known for _, known in markup.elements if known.get("href", "").startswith("javascript")]
    assert "<strong>bold</strong>" in client.get(f"/claims/{scene.claim.pk}/").content.decode()


@pytest.mark.parametrize("role", ["viewer", "admin"])
@pytest.mark.parametrize("state", [S.DRAFT, S.RATING, S.REVEALED, S.PROPOSED])
def test_no_id_stands_twice_on_a_page_and_every_label_leads_to_its_field(
    client: Client, role: str, state: ClaimState
) -> None:
    scene = Scene(state, stale=state == S.PROPOSED)
    make.comment(scene.article)
    client.force_login(scene.team.of(role))
    places = [f"/desks/{scene.desk.slug}/", f"/claims/{scene.claim.pk}/"]
    places += [f"/articles/{scene.article.pk}/{part}" for part in ("", "map/", "exports/")]
    for place in places:
        markup = Markup(client.get(place).content.decode())
        assert not {name for name, times in markup.ids().items() if times > 1}, place
        named = [known.get(name) for _, known in markup.elements for name in ("for", "aria-labelledby")]
        named += [name for _, known in markup.elements for name in known.get("aria-describedby", "").split()]
        assert set(filter(None, named)) <= set(markup.ids()), place
