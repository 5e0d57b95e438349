"""Submitting an article as text or file: once per desk, and the inputs that are rejected."""

import hashlib
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from factcheck.actions.articles import Submission, submit_file, submit_text
from factcheck.articles.models import Article, Revision
from factcheck.exceptions import InvalidInput
from tests import factories as make
from tests.articles import files
from tests.factories import Team

SEED = Path("seeds/china-us-ai.txt")

pytestmark = pytest.mark.django_db


def paste(team: Team, text: str, **metadata: str) -> Submission:
    return submit_text(team.contributor, desk=team.desk, text=text, **metadata)


def upload(team: Team, data: bytes, filename: str) -> Submission:
    return submit_file(team.contributor, desk=team.desk, data=data, filename=filename)


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("One line.", "One line."),
        ("One\r\nTwo\rThree", "One\nTwo\nThree"),
        ("A\x00B \x07bell", "AB bell"),
        ("Family: 👩\u200d👩\u200d👧 and 𝕏", "Family: 👩\u200d👩\u200d👧 and 𝕏"),
        ("cafe\u0301", "caf\u00e9"),
        ("half a pair: \ud83d", "half a pair: \ufffd"),
        ("\ufeffmarked", "marked"),
    ],
)
def test_text_is_normalised_and_hashed(team: Team, pasted: str, stored: str) -> None:
    revision = paste(team, pasted).revision
    revision.refresh_from_db()
    assert revision.text == stored
    assert revision.sha256 == hashlib.sha256(stored.encode()).hexdigest()


def test_blocks_are_spans_of_the_text_in_order(team: Team) -> None:
    revision = upload(team, SEED.read_bytes(), SEED.name).revision
    positions = [position for _, start, end in revision.blocks for position in (start, end)]
    assert positions == sorted(positions)
    assert positions[-1] <= len(revision.text)
    assert all(revision.text[start:end].strip() for _, start, end in revision.blocks)


def test_seed_article_keeps_its_boilerplate_and_its_source(team: Team) -> None:
    submission = upload(team, SEED.read_bytes(), SEED.name)
    assert submission.article.title == "How dependent is China on US artificial intelligence technology?"
    assert "reuters.com" in submission.article.source_name + submission.article.source_url
    assert submission.article.language == "en"
    assert submission.revision.text.endswith("VIEW")
    kinds = {submission.revision.text[start:end]: kind for kind, start, end in submission.revision.blocks}
    assert kinds["Hipther"] == "boilerplate"


def test_given_metadata_overrides_what_is_found_in_the_text(team: Team) -> None:
    metadata = {"title": "Said", "source_name": "The Sayer", "source_url": "https://said.example/"}
    article = paste(team, "A heading\n\nA sentence with some words in it.", **metadata).article
    assert {name: getattr(article, name) for name in metadata} == metadata


def test_same_text_returns_the_existing_article(team: Team) -> None:
    first = paste(team, "The bridge is old.\nIt is red.")
    again = paste(team, "The bridge is old.\r\nIt is red.", title="Another title")
    assert first.created
    assert not again.created
    assert (again.article, again.revision) == (first.article, first.revision)
    assert again.article.title == first.article.title


def test_same_text_on_another_desk_is_another_article(team: Team) -> None:
    other = make.team()
    mine, theirs = paste(team, "The bridge is old."), paste(other, "The bridge is old.")
    assert theirs.created
    assert mine.article.desk_id != theirs.article.desk_id


@pytest.mark.parametrize("make_file", files.KINDS.values(), ids=files.KINDS)
def test_every_file_type_gives_the_same_text(team: Team, make_file: files.Writer) -> None:
    paragraphs = ["The harbour bridge opened in 1931.", "It cost 4.2 million pounds."]
    name, data = make_file(paragraphs)
    text = upload(team, data, name).revision.text
    assert text.split() == " ".join(paragraphs).split()


@pytest.mark.parametrize("text", ["", "   \n\t\n", "\x00\u200b"])
def test_text_without_words_is_an_error_of_its_field(team: Team, text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        paste(team, text)
    assert set(error.value.fields) == {"text"}
    assert not Article.objects.exists()


def test_too_long_text_is_an_error_with_both_figures(team: Team, settings: Settings) -> None:
    settings.ARTICLE_MAX_CHARACTERS = 1000
    paste(team, "x" * 1000)
    with pytest.raises(InvalidInput, match="1,001 characters; the limit is 1,000") as error:
        paste(team, "x" * 1001)
    assert set(error.value.fields) == {"text"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n \n", "no text"),
        ("a.txt", bytes(range(256)) * 8, "text"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(2000), "text"),
        ("a.pdf", b"just words", "is not one"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "damaged|Word|DOCX|zip"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "old Word file"),
        ("a.rtf", b"{\\rtf1 words}", "RTF"),
        ("a.txt", b"x" * 1001, "the limit is 1,000"),
    ],
)
def test_unreadable_file_is_an_error_of_its_field(
    team: Team, settings: Settings, name: str, data: bytes, message: str
) -> None:
    settings.ARTICLE_MAX_CHARACTERS = 1000
    with pytest.raises(InvalidInput, match=f"(?i){message}") as error:
        upload(team, data, name)
    assert set(error.value.fields) == {"file"}
    assert not Revision.objects.exists()


def test_too_large_file_is_rejected_unread(team: Team, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2_000_000
    with pytest.raises(InvalidInput) as error:
        upload(team, bytes(2_000_001), "a.txt")
    assert error.value.fields == {"file": "At most 2 MB."}


def test_long_title_and_source_are_truncated(team: Team) -> None:
    article = paste(team, "Some words.", title="t" * 400, source_name="s" * 300).article
    article.refresh_from_db()
    assert (len(article.title), len(article.source_name)) == (300, 200)
