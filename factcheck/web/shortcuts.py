"""The keys of the pages, all of them, in one table. A template says `{% key "rate" %}` where the element stands that a
key leads to, and `{% hint "rate" %}` where it is shown; the dialog that `?` opens lists those that the page has.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.exceptions import UnknownChoice


class Shortcut(NamedTuple):
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

SHORTCUTS = {
    "next": Shortcut("j", _("the next claim, or line of the list"), f'[data-key="j"], {LINES}'),
    "previous": Shortcut("k", _("the one before"), f'[data-key="k"], {LINES}'),
    "waiting": Shortcut("n", _("the next claim that waits for you")),
    "open": Shortcut(
        "a", _("accept the claim for checking; beside an article, the one whose card has the focus")
    ),
    "drop": Shortcut("x", _("drop the claim; beside an article, the one whose card has the focus")),
    "mark": Shortcut("m", _("mark the selected words as a claim")),
    "borders": Shortcut(
        "[ ]", _("choose the start or the end of the claim whose card has the focus"), ".card .reshape"
    ),
    "border": Shortcut("← →", _("move it by a word; Enter keeps it, Escape gives it up"), ".card .reshape"),
    "wording": Shortcut("w", _("edit the wording")),
    "evidence": Shortcut("e", _("add evidence")),
    "start-rating": Shortcut("s", _("start the blind rating")),
    "rate": Shortcut("r", _("rate")),
    "digits": Shortcut("1 … 9", _("choose a rating in the form that is open"), "form.rate"),
    "reveal": Shortcut("l", _("let the ratings be seen")),
    "propose": Shortcut("v", _("propose the verdict")),
    "approve": Shortcut("o", _("to the button that signs off; Enter presses it")),
    "publish": Shortcut("p", _("to the button that publishes; Enter presses it")),
    "break-glass": Shortcut("B", _("approve without enough sign-offs, with a reason")),
    "back": Shortcut("b", _("send it back, with a reason")),
    "comment": Shortcut("c", _("comment")),
    "holder": Shortcut("h", _("who holds it")),
    "undo": Shortcut("u", _("undo in the argument map")),
    "article": Shortcut("g a", _("go to the article")),
    "work": Shortcut("g w", _("go to my work")),
    "find": Shortcut("/", _("find")),
    "send": Shortcut("Ctrl Enter", _("send the form in which one types"), FORM),
    "leave": Shortcut("Escape", _("leave the form, back to where one was"), FORM),
    "help": Shortcut("?", _("these keys"), "body"),
}


def get_shortcut(slug: str) -> Shortcut:
    if slug not in SHORTCUTS:
        raise UnknownChoice("key", slug, list(SHORTCUTS))
    return SHORTCUTS[slug]
