"""The comment panels of a claim's page: for each object that can be commented on, its threads and the form."""

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
    """The threads on one object, and the form that starts another one."""

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
    """Return the panels of a claim, of each piece of its evidence, and of its verdict in all versions."""
    threads = threads_for_claim(claim)
    on_evidence = threads[CommentTarget.EVIDENCE]
    on_verdict = [thread for version in threads[CommentTarget.VERDICT].values() for thread in version]
    return {
        "panel": _build_panel(claim, threads[CommentTarget.CLAIM].get(claim.pk, []), forms),
        "evidence_panels": {
            piece.pk: _build_panel(piece, on_evidence.get(piece.pk, []), forms) for piece in pieces
        },
        "verdict_panel": _build_panel(verdict, on_verdict, forms) if verdict else None,
    }


def _build_panel(target: Model, threads: list[Thread], forms: dict[str, Any]) -> CommentPanel:
    """Return a panel with the form that was refused, if the user has just sent one, or else an empty form."""
    kind = target._meta.model_name
    form = forms.get(f"{kind}_{target.pk}_comment") or CommentForm(auto_id=f"{kind}-{target.pk}-%s")
    return CommentPanel(threads, form, reverse(f"{kind}_comment", args=[target.pk]))
