"""Other behaviour of the pages: steps on cards, threads, files, and valid and escaped markup."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.enums import ClaimState, ExclusionReason, JobState
from factcheck.exports.models import Export
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.web.forms import Scene
from tests.web.markup import Markup

S = ClaimState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("why", [ExclusionReason.DROPPED, ExclusionReason.NOT_CHECKABLE])
def test_claim_is_excluded_and_restored(client: Client, why: ExclusionReason) -> None:
    scene = Scene()
    client.force_login(scene.team.checker)
    for sent in (why, ExclusionReason.NO):
        client.post(reverse("claim_exclude", args=[scene.claim.pk]), {"why": sent})
        scene.claim.refresh_from_db()
        assert scene.claim.set_aside == sent
    assert client.post(reverse("claim_exclude", args=[scene.claim.pk]), {"why": "boring"}).status_code == 400


def test_failed_step_shows_the_reason_on_the_claim_page(client: Client) -> None:
    scene = Scene(ClaimState.RATING)
    client.force_login(scene.team.editor)
    response = client.post(reverse("claim_step", args=[scene.claim.pk, "reveal"]), {"reason": ""})
    assert response.status_code == 422
    assert "Ending the rating before the quorum needs a reason" in response.content.decode()


def test_accepting_on_a_card_returns_the_card(client: Client) -> None:
    scene = Scene(ClaimState.DRAFT)
    client.force_login(scene.team.checker)
    step = reverse("claim_step", args=[scene.claim.pk, "open"])
    response = client.post(step, headers={"hx-request": "true"})
    card = response.content.decode()
    assert card.strip().startswith("<div")
    assert "Gathering evidence" in card
    assert "<html" not in card


def test_accepting_an_accepted_claim_reloads_the_page_with_the_reason(
    client: Client,
) -> None:
    scene = Scene(ClaimState.OPEN)
    client.force_login(scene.team.checker)
    response = client.post(
        reverse("claim_step", args=[scene.claim.pk, "open"]), headers={"hx-request": "true"}
    )
    assert response["HX-Refresh"] == "true"
    assert (
        "is only possible for a claim that is a draft; this one is open"
        in client.get(f"/articles/{scene.article.pk}/").content.decode()
    )


def test_thread_gets_a_reply_and_is_resolved(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.editor)
    response = client.post(reverse("comment_reply", args=[scene.comment.pk]), {"body": "From the archive."})
    assert f"/claims/{scene.claim.pk}/" in response.url
    client.post(reverse("comment_resolve", args=[scene.comment.pk]), {"resolved": "yes"})
    page = client.get(f"/claims/{scene.claim.pk}/").content.decode()
    assert "From the archive." in page
    assert "Resolved by Editor" in page


def test_export_is_requested_retried_and_downloaded(client: Client, eager: None) -> None:
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


def test_download_has_its_name_and_media_type(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.viewer)
    job = make.export(scene.article, "report.html", data=b"<p>made</p>")
    response = client.get(reverse("export_file", args=[job.pk]))
    assert b"".join(response.streaming_content) == b"<p>made</p>"
    assert response["Content-Disposition"] == f'attachment; filename="article-{scene.article.pk}.report.html"'
    assert response["ETag"] == f'"{job.sha256}"'
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_user_content_is_escaped(client: Client) -> None:
    scene = Scene()
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))"
    make.comment(scene.claim, body=evil)
    make.evidence(scene.claim, quote=evil, note=evil, source=make.source(scene.desk, title=evil))
    type(scene.claim).objects.update(text=evil, speaker=evil, reason=free_text(evil))
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
def test_ids_are_unique_and_labels_have_fields(client: Client, role: str, state: ClaimState) -> None:
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
