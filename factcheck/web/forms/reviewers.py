"""Forms for assigning the reviewers of a claim, and for recusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.actions.assignments import MAX_QUORUM
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.limits import limit
from factcheck.web.forms.base import ActionForm, RowsChoiceField


class ReviewersForm(ActionForm):
    reviewers = RowsChoiceField(
        User.objects.none(),
        max_items="reviewers",
        label=_("Reviewers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If reviewers are assigned, only they can rate."),
    )
    quorum = forms.IntegerField(
        label=_("Quorum"),
        min_value=1,
        max_value=MAX_QUORUM,
        required=False,
        help_text=_("If empty, the desk's quorum applies."),
    )

    def __init__(self, *args: Any, claim: Claim, may_rate: list[User], **kwargs: Any) -> None:
        assigned = claim.reviewer_assignments.filter(recused_at__isnull=True).values_list(
            "reviewer_id", flat=True
        )
        kwargs.setdefault("initial", {"reviewers": list(assigned), "quorum": claim.quorum})
        super().__init__(*args, **kwargs)
        users = User.objects.filter(pk__in=[user.pk for user in may_rate]).order_by("name", "email")
        self.fields["reviewers"].queryset = users  # type: ignore[attr-defined]


class RecusalForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=limit("recusal"))
