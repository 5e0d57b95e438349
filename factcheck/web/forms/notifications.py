"""The notification settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.notifications.kinds import Channel, NotificationKind
from factcheck.web.forms.base import ActionForm

KIND_LABELS = {
    NotificationKind.MENTION: _("Somebody mentions me"),
    NotificationKind.REPLY: _("Somebody answers in a thread of mine"),
    NotificationKind.ASSIGNMENT: _("I am assigned to a claim"),
    NotificationKind.STEP: _("A claim that I am on moves"),
}
CHANNEL_LABELS = {
    Channel.MAIL: _("in the page, and by mail at once"),
    Channel.DIGEST: _("in the page, and in a daily mail"),
    Channel.PAGE: _("in the page"),
    Channel.OFF: _("not at all"),
}


class ChannelForm(ActionForm):
    """One channel for each kind of notification."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in KIND_LABELS.items():
            self.fields[kind] = forms.ChoiceField(label=label, choices=list(CHANNEL_LABELS.items()))
