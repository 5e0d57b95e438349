"""How notices are to come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.notices.kinds import NoticeKind, Way
from factcheck.web.forms.base import ServiceForm

KIND_LABELS = {
    NoticeKind.MENTION: _("Somebody mentions me"),
    NoticeKind.REPLY: _("Somebody answers in a thread of mine"),
    NoticeKind.ASSIGNMENT: _("I am assigned to a claim"),
    NoticeKind.STEP: _("A claim that I am on moves"),
}
CHANNEL_LABELS = {
    Way.MAIL: _("in the page, and by mail at once"),
    Way.DIGEST: _("in the page, and in a daily mail"),
    Way.PAGE: _("in the page"),
    Way.OFF: _("not at all"),
}


class ChannelForm(ServiceForm):
    """One choice for each kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in KIND_LABELS.items():
            self.fields[kind] = forms.ChoiceField(label=label, choices=list(CHANNEL_LABELS.items()))
