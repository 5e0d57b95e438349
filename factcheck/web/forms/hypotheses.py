"""The form that edits the matrix of rival hypotheses: all cells, texts and withdrawals at once."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.argument.hypotheses import MatrixEvidence
from factcheck.enum_labels import choices
from factcheck.enums import Consistency
from factcheck.limits import limit
from factcheck.review.models import Hypothesis
from factcheck.web.forms.base import ActionForm, textarea

MAX_LABEL_LENGTH = 60


class MatrixForm(ActionForm):
    """Saves only what was changed against `seen`, the values that the page showed, so that nobody's work is lost."""

    new_text = forms.CharField(
        label=gettext_lazy("Another explanation"),
        required=False,
        max_length=limit("hypothesis"),
        widget=textarea(2),
        help_text=gettext_lazy("What else could be the case, if the claim is not quite right?"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, rivals: Sequence[Hypothesis], evidence: Sequence[MatrixEvidence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rivals, self.evidence = rivals, evidence
        shown: dict[str, Any] = {}
        for number, row in enumerate(rivals, 2):
            shown |= self._add_fields(row, f"H{number}")
        self.initial = {**shown, "seen": json.dumps(shown)}

    def _add_fields(self, row: Hypothesis, name: str) -> dict[str, Any]:
        """Add the fields of a hypothesis, and return their values."""
        answers = {str(answer.evidence_id): answer.answer for answer in row.answers.all()}
        self.fields[f"text_{row.pk}"] = forms.CharField(
            label=_("Text of %(name)s") % {"name": name},
            required=False,  # the action says what is missing; a page can be older than a hypothesis
            max_length=limit("hypothesis"),
            widget=textarea(3),
        )
        self.fields[f"withdrawn_{row.pk}"] = forms.BooleanField(label=_("Withdrawn"), required=False)
        for piece in self.evidence:
            label = f"{name}: {piece.quote[:MAX_LABEL_LENGTH]}"
            self.fields[f"answer_{row.pk}_{piece.id}"] = forms.ChoiceField(
                choices=[("", _("not compared")), *choices(Consistency)],
                required=False,
                widget=forms.Select(attrs={"aria-label": label}),
            )
        return {
            f"text_{row.pk}": row.text,
            f"withdrawn_{row.pk}": not row.active,
            **{f"answer_{row.pk}_{piece.id}": answers.get(piece.id, "") for piece in self.evidence},
        }

    def clean(self) -> dict[str, Any]:
        """Return the arguments of `save_matrix`."""
        data = super().clean() or {}
        seen = _read(data.get("seen", ""))
        changed = {
            name: value for name, value in data.items() if name in seen and _unify(value) != seen[name]
        }
        return {
            "hypotheses": {row.pk: _list_fields(row, changed) for row in self.rivals},
            "answers": {row.pk: self._list_answers(row, changed) for row in self.rivals},
            "new_text": data.get("new_text", ""),
        }

    def _list_answers(self, row: Hypothesis, changed: dict[str, Any]) -> dict[int, str]:
        names = {int(piece.id): f"answer_{row.pk}_{piece.id}" for piece in self.evidence}
        return {pk: changed[name] for pk, name in names.items() if name in changed}

    def cells(self, piece: MatrixEvidence) -> list[forms.BoundField]:
        """Return the fields of a row, one for each hypothesis that is not withdrawn."""
        return [self[f"answer_{row.pk}_{piece.id}"] for row in self.rivals if row.active]


def _list_fields(row: Hypothesis, changed: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if f"text_{row.pk}" in changed:
        fields["text"] = _unify(changed[f"text_{row.pk}"])
    if f"withdrawn_{row.pk}" in changed:
        fields["active"] = not changed[f"withdrawn_{row.pk}"]
    return fields


def _unify(value: Any) -> Any:
    """Return a text with the line ends that it had: forms are sent with others."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _read(seen: str) -> dict[str, Any]:
    """Return the values that the page showed; none of them if a program sent something else."""
    try:
        values = json.loads(seen)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
