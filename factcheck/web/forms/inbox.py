"""The form for the assignee and the due date of a claim."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import list_members
from factcheck.web.forms.base import ActionForm, RowChoiceField


class AssigneeForm(ActionForm):
    assignee = RowChoiceField(
        label=_("Assignee"), queryset=User.objects.none(), required=False, empty_label=_("unassigned")
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = list_members(desk)  # type: ignore[attr-defined]

    @classmethod
    def for_claim(cls, claim: Claim, names: dict[int, str]) -> Self:
        """Return the form with the claim's values and these members, which saves the page another query."""
        form = cls(desk=claim.desk, initial={"assignee": claim.assignee_id, "due_on": claim.due_on})
        form.fields["assignee"].choices = [("", _("unassigned")), *names.items()]  # type: ignore[attr-defined]
        return form
