import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.actions.readings import run_reading
from factcheck.articles.models import Article, Reading
from factcheck.audit.models import Event
from factcheck.claims.models import SplitRun
from factcheck.enums import ClaimState, ExclusionReason
from tests import factories as make


def test_a_new_article_has_a_location_and_a_normalised_text(team, editor):
    response = editor.post("articles/", {"title": "The bridge", "text": make.TEXT})

    data = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/articles/{data['id']}/"
    assert data["created"] is True
    assert data["desk"] == "harbour"
    assert data["text"] == make.TEXT
    assert data["splitting"] == {"state": "queued", "method": "", "error": ""}
    assert Event.objects.filter(action="article.submitted", target_id=data["id"]).count() == 1


def test_the_same_text_again_returns_the_existing_article(team, editor):
    first = editor.post("articles/", {"title": "The bridge", "text": make.TEXT}).json()
    again = editor.post("articles/", {"title": "Another title", "text": make.TEXT.replace("\n", "\r\n")})

    assert again.status_code == 200
    assert again["Location"] == f"/api/v1/articles/{first['id']}/"
    assert again.json() == {**first, "created": False}
    assert SplitRun.objects.count() == 1


def test_another_desk_can_have_the_same_text(team, editor, stranger):
    first = editor.post("articles/", {"title": "The bridge", "text": make.TEXT})
    other = stranger.post("articles/", {"title": "The bridge", "text": make.TEXT})
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]


@pytest.mark.django_db(transaction=True)
def test_the_claims_of_a_text_appear_once_it_is_split(eager, team, editor):
    article = editor.post("articles/", {"title": "The bridge", "text": make.TEXT}).json()

    claims = editor.get("claims/", article=article["id"]).json()["results"]
    assert [claim["quote"] for claim in claims][:2] == [
        "The bridge cost 4.2 million pounds, according to the city archive.",
        "It carries 160,000 vehicles a day.",
    ]
    for claim in claims:
        assert article["text"][claim["start"] : claim["end"]] == claim["quote"]
    whole = editor.get(f"articles/{article['id']}/").json()
    assert whole["splitting"]["state"] == "done"
    assert whole["claim_count"] == len(claims)


PAGE = (
    b"<html lang=en><head><title>Tunnels</title></head><body><p>The tunnel opened in 2001.</p></body></html>"
)


def upload(editor, data=PAGE, name="tunnel.html", **fields):
    return editor.client.post("/api/v1/articles/", {"file": SimpleUploadedFile(name, data), **fields})


def test_a_file_is_an_article_before_it_is_read(team, editor):
    response = upload(editor, source_name="The Daily")
    article = response.json()
    assert response.status_code == 202, response.content
    assert article["reading"] == {"state": "queued", "error": ""}
    assert (article["title"], article["text"], article["created"]) == ("tunnel.html", "", True)
    assert article["source_name"] == "The Daily"
    run_reading(Reading.objects.get().pk)
    whole = editor.get(f"articles/{article['id']}/").json()
    assert "The tunnel opened in 2001." in whole["text"]
    assert (whole["title"], whole["reading"]["state"], whole["warnings"]) == ("Tunnels", "done", [])
    again = upload(editor)
    assert (again.status_code, again.json()["id"], again.json()["created"]) == (200, article["id"], False)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_read_in_time_is_answered_with_its_text(team, editor, eager):
    response = upload(editor)
    assert response.status_code == 201, response.content
    assert "The tunnel opened in 2001." in response.json()["text"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_in_time_leaves_nothing(team, editor, eager):
    response = upload(editor, b"%PDF-1.4 broken", "a.pdf")
    assert response.status_code == 400
    assert "damaged" in response.json()["error"]["fields"]["file"]
    assert not Article.objects.exists()


def test_the_article_that_had_the_text_stands_for_another_file_with_it(team, editor):
    existing = editor.post("articles/", {"text": "The tunnel opened in 2001."}).json()
    article = upload(editor, b"The tunnel opened in 2001.", "a.txt").json()
    run_reading(Reading.objects.get().pk)
    assert editor.get(f"articles/{article['id']}/").json()["id"] == existing["id"]
    assert [row["id"] for row in editor.get("articles/").json()["results"]] == [existing["id"]]


def test_a_failed_file_is_read_again_or_removed(team, editor):
    article = upload(editor, b"%PDF-1.4 broken", "a.pdf").json()
    path = f"articles/{article['id']}/"
    assert editor.post(f"{path}read/").status_code == 409
    run_reading(Reading.objects.get().pk)
    assert "damaged" in editor.get(path).json()["reading"]["error"]
    assert editor.post(f"{path}read/").json()["reading"]["state"] == "queued"
    assert editor.call("DELETE", path).status_code == 409
    run_reading(Reading.objects.get().pk)
    assert editor.call("DELETE", path).status_code == 204
    assert editor.get(path).status_code == 404


def test_nothing_can_be_done_with_an_article_that_has_no_text_yet(team, editor):
    article = upload(editor).json()["id"]
    assert editor.get(f"articles/{article}/map/").status_code == 404
    assert editor.post(f"articles/{article}/split/").status_code == 404
    assert editor.post("exports/", {"article": article, "kind": "report.html"}).status_code == 404


def test_a_long_pasted_text_is_read_by_a_worker(team, editor, settings):
    settings.PASTED_MAX_CHARACTERS = 20
    response = editor.post("articles/", {"text": "The tunnel opened in 2001."})
    assert response.status_code == 202
    run_reading(Reading.objects.get().pk)
    assert editor.get(f"articles/{response.json()['id']}/").json()["text"] == "The tunnel opened in 2001."


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"title": "x"}, 400, ""),
        ({"text": "  \n "}, 400, "text"),
        ({"text": "a\u0000b"}, 400, "text"),
        ({"text": 12}, 400, "text"),
        ({"text": "Words.", "title": "x" * 301}, 400, "title"),
        ({"text": "Words.", "source_url": "javascript:alert(1)"}, 400, "source_url"),
        ({"text": "Words.", "state": "done"}, 400, "state"),
        ({"text": "Words.", "desk": "elsewhere"}, 404, ""),
    ],
)
def test_an_invalid_article_is_rejected_by_field(editor, body, status, field):
    response = editor.post("articles/", body)
    assert response.status_code == status
    assert list(response.json()["error"]["fields"]) == ([field] if field else [])
    assert not Article.objects.exists()


def test_a_file_of_an_unknown_type_is_rejected(editor):
    file = SimpleUploadedFile("song.mp3", b"ID3\x04\x00\x00\xff\xfb\x90\x00" * 30)
    response = editor.client.post("/api/v1/articles/", {"file": file})
    assert response.status_code == 400
    assert response.json()["error"]["message"]


def test_a_text_over_the_limit_is_rejected(editor, settings):
    settings.ARTICLE_MAX_CHARACTERS = 100
    response = editor.post("articles/", {"text": "word " * 30})
    assert response.status_code == 400
    assert "100" in response.json()["error"]["fields"]["text"]


def test_a_body_over_the_limit_is_rejected_without_reading_it(editor, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    response = editor.post("articles/", {"text": "word " * 30_000})
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"


def test_metadata_can_be_edited_and_the_text_cannot(team, editor):
    article = make.article(team.desk)
    response = editor.patch(f"articles/{article.pk}/", {"title": "A better title", "language": "de"})
    assert response.status_code == 200
    assert response.json()["title"] == "A better title"
    assert editor.patch(f"articles/{article.pk}/", {"text": "Other words."}).status_code == 400


def test_counts_omit_excluded_claims(team, editor):
    article = make.article(team.desk)
    make.claim(article, state=ClaimState.PROPOSED)
    make.claim(article)
    make.claim(article, set_aside=ExclusionReason.DROPPED)
    data = editor.get(f"articles/{article.pk}/").json()
    assert (data["claim_count"], data["concluded_count"]) == (2, 1)


def test_the_list_is_newest_first_and_without_texts(team, editor):
    older, newer = make.article(team.desk), make.article(team.desk, title="Tunnels")
    rows = editor.get("articles/").json()["results"]
    assert [row["id"] for row in rows] == [newer.pk, older.pk]
    assert "text" not in rows[0]
    assert [row["id"] for row in editor.get("articles/", q="tunn").json()["results"]] == [newer.pk]


def test_the_map_has_claims_evidence_and_relations(team, editor):
    claim = make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds")
    make.evidence(claim)
    data = editor.get(f"articles/{claim.article_id}/map/").json()
    assert [node["kind"] for node in data["statements"]] == ["claim", "evidence"]
    assert [edge["kind"] for edge in data["relations"]] == ["attack"]


def test_a_user_without_a_desk_gets_a_helpful_error(db):
    response = Client(headers={"authorization": f"Bearer {make.key_of(make.person())}"}).post(
        "/api/v1/articles/", {"text": "Words."}, content_type="application/json"
    )
    assert response.status_code == 404
    assert "admin" in response.json()["error"]["message"]
