"""How notices are to come."""

from typing import Any

from django import forms

from factcheck.notices.kinds import NoticeKind, Way
from factcheck.web.forms.base import ServiceForm

KINDS = {
    NoticeKind.MENTION: "Somebody mentions me",
    NoticeKind.REPLY: "Somebody answers in a thread of mine",
    NoticeKind.ASSIGNMENT: "I am assigned to a claim",
    NoticeKind.STEP: "A claim that I am on moves",
}
WAYS = {
    Way.MAIL: "in the page, and by mail at once",
    Way.DIGEST: "in the page, and in a daily mail",
    Way.PAGE: "in the page",
    Way.OFF: "not at all",
}


class WaysForm(ServiceForm):
    """One choice for each kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in KINDS.items():
            self.fields[kind] = forms.ChoiceField(label=label, choices=list(WAYS.items()))
