"""The talk on a page: for each thing that can be talked about its threads, and the form that begins another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.enums import CommentTarget
from factcheck.evidence.models import Evidence
from factcheck.review.models import Verdict
from factcheck.review.threads import Thread, threads_for_claim
from factcheck.web.forms.review import CommentForm


@dataclass(frozen=True, slots=True)
class CommentPanel:
    """What is said about one thing, and where more is said."""

    threads: list[Thread]
    form: CommentForm
    action: str

    @property
    def unresolved(self) -> int:
        return sum(1 for thread in self.threads if not thread.first.resolved_at)

    @property
    def is_open(self) -> bool:
        return bool(self.unresolved or self.form.errors)


def build_comment_panels(
    claim: Claim, pieces: Iterable[Evidence], verdict: Verdict | None, forms: dict[str, Any]
) -> dict[str, Any]:
    """The talk about a claim, about each piece of its evidence, and about its verdict in all its versions."""
    said = threads_for_claim(claim)
    on_pieces = said[CommentTarget.EVIDENCE]
    on_verdict = [thread for threads in said[CommentTarget.VERDICT].values() for thread in threads]
    return {
        "talk": _talk(claim, said[CommentTarget.CLAIM].get(claim.pk, []), forms),
        "evidence_talk": {piece.pk: _talk(piece, on_pieces.get(piece.pk, []), forms) for piece in pieces},
        "verdict_talk": _talk(verdict, on_verdict, forms) if verdict else None,
    }


def _talk(on: Model, threads: list[Thread], forms: dict[str, Any]) -> CommentPanel:
    kind = on._meta.model_name
    form = forms.get(f"{kind}_{on.pk}_comment") or CommentForm(auto_id=f"{kind}-{on.pk}-%s")
    return CommentPanel(threads, form, reverse(f"{kind}_comment", args=[on.pk]))
