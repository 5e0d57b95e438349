"""A pseudo-translation for the tests: it marks every translated message and finds the text that was not translated.

A message is rendered as ⟦message⟧, and its parameters stand outside the brackets again. `FullDesk` is a desk whose
members write only Greek, so Latin letters outside the brackets are strings of ours that nobody can translate.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, JobState, Stance
from factcheck.stored_messages import FREE_TEXT, StoredMessage, free_text, message
from tests import factories as make
from tests.review.scenarios import published
from tests.web.test_page_permissions import Things

OPEN, CLOSE = "⟦", "⟧"
_PLACEHOLDER = re.compile(r"%(?!%)(?:\(\w+\))?[-#0-9. +]*[a-zA-Z]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description")
_HIDDEN_TAGS = {"script", "style", "code", "kbd"}
_VOID_TAGS = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GREEK = "αβψδεφγηιξκλμνοπζρστθωςχυηΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΖΡΣΤΘΩΣΧΥΗ"
APPS = (
    "desks",
    "articles",
    "claims",
    "evidence",
    "review",
    "maps",
    "suggestions",
    "search",
    "exports",
    "audit",
)
USER_FIELDS = {
    "name", "label", "title", "text", "quote", "body", "reasons", "reason", "note", "publisher", "speaker", "error",
    "source_name", "departure", "stale_cause", "correction", "glass_reason", "recused_reason", "dropped_because",
    "scheme", "model", "tags", "content",
}  # fmt: skip


class PseudoTranslation:
    """A replacement for a language's `DjangoTranslation`."""

    def __init__(self, language: str) -> None:
        self._language = language

    def to_language(self) -> str:
        return self._language

    language = to_language

    def gettext(self, message: str) -> str:
        words = message.rpartition("\x04")[2]
        return OPEN + _PLACEHOLDER.sub(lambda match: CLOSE + match.group() + OPEN, words) + CLOSE

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


def strip_translated(text: str) -> str:
    """Return the part of a text that is outside all brackets."""
    depth, outside = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth == 0 and letter != CLOSE:
            outside.append(letter)
    assert depth == 0, f"a translated sentence was cut: {text[:200]}"
    return "".join(outside)


class _Reader(HTMLParser):
    """Collects the text of a page in order, and the attributes that are shown or read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.attributes: list[str] = []
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for name, value in attrs if name in _SHOWN_ATTRIBUTES and value]
        if tag not in _VOID_TAGS:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass
        self.text += " " if tag in ("p", "li", "h1", "h2", "td", "option", "button") else ""

    def handle_data(self, data: str) -> None:
        if not _HIDDEN_TAGS & set(self._within):
            self.text += data


def find_untranslated(html: str, allowed: re.Pattern[str]) -> list[str]:
    """Return the texts of a page with Latin words that were neither translated nor allowed."""
    reader = _Reader(html)
    rest = [allowed.sub("", strip_translated(text)) for text in [reader.text, *reader.attributes]]
    return [
        " ".join(part.split()) for text in rest for part in re.split(r"\n| {2,}", text) if _WORD.search(part)
    ]


def to_greek(value: Any) -> Any:
    """Return a value with its letters replaced by Greek ones; in a dict, only those of the `USER_FIELDS`."""
    if isinstance(value, str):
        return value.translate(str.maketrans(LATIN, GREEK))
    if isinstance(value, StoredMessage):
        return free_text(to_greek(value.params["text"])) if value.code == FREE_TEXT else value
    if isinstance(value, list):
        return [to_greek(item) for item in value]
    if isinstance(value, dict):
        texts = {
            name: item for name, item in value.items() if name in USER_FIELDS or not isinstance(item, str)
        }
        return {**value, **{name: to_greek(item) for name, item in texts.items()}}
    return value


def translate_user_text_to_greek() -> None:
    """Replace everything that users wrote so far, and its history."""
    for model in _models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if field.name in USER_FIELDS and _is_text(field)
        ]
        for row in model._default_manager.all() if names else ():
            values = {name: to_greek(getattr(row, name)) for name in names if getattr(row, name)}
            model._default_manager.filter(pk=row.pk).update(**values) if values else None


def _models() -> Iterator[type[models.Model]]:
    for app in APPS:
        yield from apps.get_app_config(app).get_models()


def _is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.is_relation


class FullDesk(Things):
    """One object of each kind, and claims, files and comments in every state that a page words differently."""

    def __post_init__(self) -> None:
        super().__post_init__()
        team, now = self.team, timezone.now()
        self.by_state = {state: self._claim(state) for state in ClaimState}
        for why in (ExclusionReason.DROPPED, ExclusionReason.NOT_CHECKABLE):
            make.claim(self.article, set_aside=why, reason="So.")
        make.claim(self.article, set_aside=ExclusionReason.DUPLICATE, duplicate_of=self.claim)
        for lifecycle, stance in zip(EvidenceStatus, [*Stance, *Stance], strict=False):
            make.evidence(self.claim, stance=stance, lifecycle=lifecycle, note="A note.")
        for state in (JobState.RUNNING, JobState.FAILED):
            make.export(self.article, state=state, error="It broke.")
        make.split_run(self.article, state=JobState.FAILED, error="It broke.")
        self.invitation_to = make.invitation(team.desk, email="")
        make.comment(self.claim, author=team.reviewer, resolved_at=now, resolved_by=team.editor)
        make.comment(self.claim, author=team.admin, edited_at=now, quote="Quoted.")
        make.comment(self.claim, author=team.viewer, body="", deleted_at=now, deleted_by=team.admin)
        self.public = published(team)
        newest = self.public.publications.get()
        make.publication(make.verdict(self.public), content=newest.content, correction="The cost was wrong.")
        Claim.objects.update(created_by=team.checker)
        translate_user_text_to_greek()

    def _claim(self, state: ClaimState) -> Claim:
        team, now = self.team, timezone.now()
        claim = make.claim(self.article, state=state, speaker="Anna Berg", reason="It names a figure.")
        make.evidence(claim)
        make.reviewing(claim, team.reviewer)
        make.reviewing(claim, team.checker, recused_at=now, recused_reason="My brother.")
        make.assessment(claim, team.reviewer, "half-true", reasons="On the whole.")
        make.assessment(claim, team.editor, "false")
        if state.rank >= ClaimState.PROPOSED.rank:
            computed = message("computed_verdict", label=message("computed_label.supported"), strength="0.72")
            stale = {"stale_since": now, "stale_cause": "It was withdrawn.", "stale_before": computed}
            verdict = make.verdict(claim, **stale, stale_after=computed, adjudicated=True)
            make.signoff(verdict, team.editor)
            make.signoff(
                verdict, team.reviewer, dropped_at=now, dropped_by=team.admin, dropped_because="It changed"
            )
        return claim
