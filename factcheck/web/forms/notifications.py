"""The notification settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.notifications.kinds import Channel, NotificationKind
from factcheck.web.forms.base import ActionForm

KIND_LABELS = {
    NotificationKind.MENTION: _("A member mentions me"),
    NotificationKind.REPLY: _("A member replies in my thread"),
    NotificationKind.ASSIGNMENT: _("I am assigned to a claim"),
    NotificationKind.STEP: _("A claim that I work on changes its state"),
}
CHANNEL_LABELS = {
    Channel.MAIL: _("In the app, and by email at once"),
    Channel.DIGEST: _("In the app, and in a daily email"),
    Channel.PAGE: _("In the app"),
    Channel.OFF: _("Off"),
}


class ChannelForm(ActionForm):
    """One channel for each kind of notification."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in KIND_LABELS.items():
            self.fields[kind] = forms.ChoiceField(label=label, choices=list(CHANNEL_LABELS.items()))
