"""A desk on which people write Greek alone, with one of everything: what else is Latin on its pages is ours."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, JobState, Stance
from tests import factories as make
from tests.review.scenarios import published
from tests.web.test_page_permissions import Things

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GREEK = "αβψδεφγηιξκλμνοπζρστθωςχυηΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΖΡΣΤΘΩΣΧΥΗ"
ROOMS = (
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
WRITTEN = {
    "name", "label", "title", "text", "quote", "body", "reasons", "reason", "note", "publisher", "speaker", "error",
    "source_name", "departure", "stale_cause", "correction", "glass_reason", "recused_reason", "dropped_because",
    "scheme", "model", "tags", "content",
}  # fmt: skip


def greek(said: Any) -> Any:
    """What a person wrote; in what holds more than one value, those of the names that hold words."""
    if isinstance(said, str):
        return said.translate(str.maketrans(LATIN, GREEK))
    if isinstance(said, list):
        return [greek(one) for one in said]
    if isinstance(said, dict):
        words = {name: value for name, value in said.items() if name in WRITTEN or not isinstance(value, str)}
        return {**said, **{name: greek(value) for name, value in words.items()}}
    return said


def put_into_greek() -> None:
    """Whatever people wrote so far, and its history."""
    for model in _models():
        names = [
            field.name for field in model._meta.concrete_fields if field.name in WRITTEN and _is_text(field)
        ]
        for row in model._default_manager.all() if names else ():
            said = {name: greek(getattr(row, name)) for name in names if getattr(row, name)}
            model._default_manager.filter(pk=row.pk).update(**said) if said else None


def _models() -> Iterator[type[models.Model]]:
    for room in ROOMS:
        yield from apps.get_app_config(room).get_models()


def _is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.is_relation


class Full(Things):
    """One of each thing, and claims, files and talk in every state that a page shows in words of its own."""

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
        put_into_greek()

    def _claim(self, state: ClaimState) -> Claim:
        team, now = self.team, timezone.now()
        claim = make.claim(self.article, state=state, speaker="Anna Berg", reason="It names a figure.")
        make.evidence(claim)
        make.reviewing(claim, team.reviewer)
        make.reviewing(claim, team.checker, recused_at=now, recused_reason="My brother.")
        make.assessment(claim, team.reviewer, "half-true", reasons="On the whole.")
        make.assessment(claim, team.editor, "false")
        if state.rank >= ClaimState.PROPOSED.rank:
            verdict = make.verdict(claim, stale_since=now, stale_cause="It was withdrawn.", adjudicated=True)
            make.signoff(verdict, team.editor)
            make.signoff(
                verdict, team.reviewer, dropped_at=now, dropped_by=team.admin, dropped_because="It changed"
            )
        return claim
