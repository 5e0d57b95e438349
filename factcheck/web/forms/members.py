"""Forms for inviting and joining, for a new desk, and for the settings of a desk."""

import dataclasses
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.actions.desks import MAX_ASSIGNMENT_DAYS
from factcheck.argument.semantics import SEMANTICS
from factcheck.desks.models import Desk
from factcheck.enum_labels import choices
from factcheck.enums import Role
from factcheck.limits import limit
from factcheck.maps.computed_verdicts import get_thresholds
from factcheck.web.forms.base import ActionForm

ROLES = choices(Role)
SETTINGS = ("name", "quorum", "signoffs", "assignment_days", "semantics")
THRESHOLDS = {
    "enough": (
        _("Minimum evidence strength"),
        _("Evidence weaker than this on both sides gives the computed label “not enough evidence”."),
    ),
    "strong": (
        _("Minimum strength of both sides in a conflict"),
        _("Evidence this strong both for and against can make the computed label “conflicting evidence”."),
    ),
    "middle": (
        _("Maximum distance from 0.5 in a conflict"),
        _("How far a claim’s computed strength can be from 0.5 and still count as conflicting."),
    ),
    "dead_band": (
        _("No direction below (distance from 0.5)"),
        _("A claim whose computed strength is closer to 0.5 than this leans neither way."),
    ),
    "supported": (
        _("Supported at or above"),
        _("A claim at least this strong is labelled “supported”. A weaker one can only lean that way."),
    ),
    "refuted": (_("Refuted at or below"), _("A claim at most this strong is labelled “refuted”.")),
}


class InviteForm(ActionForm):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.REVIEWER)
    email = forms.EmailField(
        label=_("Email"), required=False, help_text=_("Without an email address you get a link to share.")
    )
    days = forms.IntegerField(label=_("Expires in (days)"), min_value=1, max_value=90, initial=7)


class OwnLinkForm(ActionForm):
    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class JoinForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=limit("name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=_("Email"), disabled=True)
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Return the data as the action takes it: the address is that of the link, and only shown here."""
        return {name: value for name, value in self.cleaned_data.items() if name != "email"}


class DeskForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=limit("name"))
    slug = forms.SlugField(label=_("Name in URLs"), max_length=limit("slug"))


class SettingsForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=limit("name"), help_text=_("Shown to everyone, also on public pages.")
    )
    quorum = forms.IntegerField(
        label=_("Quorum"),
        min_value=1,
        max_value=99,
        help_text=_("Ratings are revealed after this many blind ratings. A claim can have its own number."),
    )
    signoffs = forms.IntegerField(
        label=_("Required sign-offs"),
        min_value=1,
        max_value=99,
        help_text=_("From members who did not propose the verdict. At least one; two are recommended."),
    )
    assignment_days = forms.IntegerField(
        label=_("Unassign after (days)"),
        min_value=0,
        max_value=MAX_ASSIGNMENT_DAYS,
        help_text=_("A claim without activity for this long becomes unassigned. 0: never."),
    )

    semantics = forms.ChoiceField(
        label=_("Weighing of evidence"),
        choices=[
            (row.slug, format_lazy("{}: {}", _(row.name), _(row.summary))) for row in SEMANTICS.values()
        ],
        help_text=_("How the argument map computes a label from the evidence."),
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        values = {field: getattr(desk, field) for field in SETTINGS}
        super().__init__(*args, initial=values | dataclasses.asdict(get_thresholds(desk)), **kwargs)
        self.desk = desk
        for name, (label, help_text) in THRESHOLDS.items():
            self.fields[name] = forms.FloatField(label=label, help_text=help_text, min_value=0, max_value=1)

    def clean(self) -> dict[str, Any]:
        """Return the data as the action takes it: the thresholds that the desk sets itself, as one value.

        Thresholds that are left as they are change to those of another semantics with it.
        """
        data = dict(self.cleaned_data)
        own = set(self.changed_data)
        if "semantics" not in own:
            own.update(self.desk.thresholds)
        values = {name: data.pop(name) for name in THRESHOLDS if name in data}
        data["thresholds"] = {name: value for name, value in values.items() if name in own}
        return data
