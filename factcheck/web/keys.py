"""The keys of the pages, all of them, in one table. A template says `{% key "rate" %}` where the element stands that a
key leads to, and `{% hint "rate" %}` where it is shown; the dialog that `?` opens lists those that the page has.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.exceptions import UnknownChoice


class Key(NamedTuple):
    """What is pressed (one after the other), what it does, and the CSS selector of what it needs on the page."""

    press: str
    says: str | Promise
    needs: str = ""

    @property
    def caps(self) -> list[str]:
        return self.press.split()

    @property
    def where(self) -> str:
        return self.needs or f'[data-key="{self.press}"]'


LINES = ".card .what, .list .title"
FORM = "main form[method=post]"

KEYS = {
    "next": Key("j", _("the next claim, or line of the list"), f'[data-key="j"], {LINES}'),
    "previous": Key("k", _("the one before"), f'[data-key="k"], {LINES}'),
    "waiting": Key("n", _("the next claim that waits for you")),
    "open": Key("a", _("accept the claim for checking; beside an article, the one whose card has the focus")),
    "drop": Key("x", _("drop the claim; beside an article, the one whose card has the focus")),
    "mark": Key("m", _("mark the selected words as a claim")),
    "borders": Key(
        "[ ]", _("choose the start or the end of the claim whose card has the focus"), ".card .reshape"
    ),
    "border": Key("← →", _("move it by a word; Enter keeps it, Escape gives it up"), ".card .reshape"),
    "wording": Key("w", _("edit the wording")),
    "evidence": Key("e", _("add evidence")),
    "start-rating": Key("s", _("start the blind rating")),
    "rate": Key("r", _("rate")),
    "digits": Key("1 … 9", _("choose a rating in the form that is open"), "form.rate"),
    "reveal": Key("l", _("let the ratings be seen")),
    "propose": Key("v", _("propose the verdict")),
    "approve": Key("o", _("to the button that signs off; Enter presses it")),
    "publish": Key("p", _("to the button that publishes; Enter presses it")),
    "break-glass": Key("B", _("approve without enough sign-offs, with a reason")),
    "back": Key("b", _("send it back, with a reason")),
    "comment": Key("c", _("comment")),
    "holder": Key("h", _("who holds it")),
    "undo": Key("u", _("undo in the argument map")),
    "article": Key("g a", _("go to the article")),
    "work": Key("g w", _("go to my work")),
    "find": Key("/", _("find")),
    "send": Key("Ctrl Enter", _("send the form in which one types"), FORM),
    "leave": Key("Escape", _("leave the form, back to where one was"), FORM),
    "help": Key("?", _("these keys"), "body"),
}


def get_key(slug: str) -> Key:
    if slug not in KEYS:
        raise UnknownChoice("key", slug, list(KEYS))
    return KEYS[slug]
