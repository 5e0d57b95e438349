"""Taking an article in: pasted or as a file, once per desk, and what is refused."""

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


def paste(team: Team, text: str, **said: str) -> Submission:
    return submit_text(team.contributor, desk=team.desk, text=text, **said)


def upload(team: Team, data: bytes, filename: str) -> Submission:
    return submit_file(team.contributor, desk=team.desk, data=data, filename=filename)


@pytest.mark.parametrize(
    ("pasted", "kept"),
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
def test_a_text_is_kept_in_one_form_with_its_hash(team: Team, pasted: str, kept: str) -> None:
    revision = paste(team, pasted).revision
    revision.refresh_from_db()
    assert revision.text == kept
    assert revision.sha256 == hashlib.sha256(kept.encode()).hexdigest()


def test_blocks_lie_in_the_text_in_order(team: Team) -> None:
    revision = upload(team, SEED.read_bytes(), SEED.name).revision
    borders = [border for _, start, end in revision.blocks for border in (start, end)]
    assert borders == sorted(borders)
    assert borders[-1] <= len(revision.text)
    assert all(revision.text[start:end].strip() for _, start, end in revision.blocks)


def test_the_seed_keeps_its_boilerplate_and_names_its_source(team: Team) -> None:
    done = upload(team, SEED.read_bytes(), SEED.name)
    assert done.article.title == "How dependent is China on US artificial intelligence technology?"
    assert "reuters.com" in done.article.source_name + done.article.source_url
    assert done.article.language == "en"
    assert done.revision.text.endswith("VIEW")
    kinds = {done.revision.text[start:end]: kind for kind, start, end in done.revision.blocks}
    assert kinds["Hipther"] == "boilerplate"


def test_what_is_said_of_an_article_goes_before_its_own_words(team: Team) -> None:
    said = {"title": "Said", "source_name": "The Sayer", "source_url": "https://said.example/"}
    article = paste(team, "A heading\n\nA sentence with some words in it.", **said).article
    assert {name: getattr(article, name) for name in said} == said


def test_the_same_text_is_answered_with_the_article_that_exists(team: Team) -> None:
    first = paste(team, "The bridge is old.\nIt is red.")
    again = paste(team, "The bridge is old.\r\nIt is red.", title="Another title")
    assert first.created
    assert not again.created
    assert (again.article, again.revision) == (first.article, first.revision)
    assert again.article.title == first.article.title


def test_another_desk_has_its_own_article_of_the_same_text(team: Team) -> None:
    other = make.team()
    mine, theirs = paste(team, "The bridge is old."), paste(other, "The bridge is old.")
    assert theirs.created
    assert mine.article.desk_id != theirs.article.desk_id


@pytest.mark.parametrize("make_file", files.KINDS.values(), ids=files.KINDS)
def test_each_kind_of_file_gives_the_same_words(team: Team, make_file: files.Writer) -> None:
    paragraphs = ["The harbour bridge opened in 1931.", "It cost 4.2 million pounds."]
    name, data = make_file(paragraphs)
    text = upload(team, data, name).revision.text
    assert text.split() == " ".join(paragraphs).split()


@pytest.mark.parametrize("text", ["", "   \n\t\n", "\x00\u200b"])
def test_a_text_without_words_is_refused_at_its_field(team: Team, text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        paste(team, text)
    assert set(refusal.value.fields) == {"text"}
    assert not Article.objects.exists()


def test_a_text_that_is_too_long_is_refused_with_both_figures(team: Team, settings: Settings) -> None:
    settings.ARTICLE_MAX_CHARACTERS = 1000
    paste(team, "x" * 1000)
    with pytest.raises(InvalidInput, match="1,001 characters; the limit is 1,000") as refusal:
        paste(team, "x" * 1001)
    assert set(refusal.value.fields) == {"text"}


@pytest.mark.parametrize(
    ("name", "data", "says"),
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
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    team: Team, settings: Settings, name: str, data: bytes, says: str
) -> None:
    settings.ARTICLE_MAX_CHARACTERS = 1000
    with pytest.raises(InvalidInput, match=f"(?i){says}") as refusal:
        upload(team, data, name)
    assert set(refusal.value.fields) == {"file"}
    assert not Revision.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(team: Team, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2_000_000
    with pytest.raises(InvalidInput) as refusal:
        upload(team, bytes(2_000_001), "a.txt")
    assert refusal.value.fields == {"file": "At most 2 MB."}


def test_a_long_title_and_source_are_cut_to_what_is_kept(team: Team) -> None:
    article = paste(team, "Some words.", title="t" * 400, source_name="s" * 300).article
    article.refresh_from_db()
    assert (len(article.title), len(article.source_name)) == (300, 200)
