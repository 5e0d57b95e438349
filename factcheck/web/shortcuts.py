"""The keyboard shortcuts of the pages, in one table.

A template puts `{% shortcut "rate" %}` on the element that the shortcut leads to, and shows the keys beside it with
`{% shortcut_hint "rate" %}`. The dialog that `?` opens lists the shortcuts whose element is on the page.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.exceptions import UnknownChoice
from factcheck.review.workflow import STEPS


class Shortcut(NamedTuple):
    """The keys, pressed one after the other, what they do, and the CSS selector of what they need on the page."""

    keys: str
    description: str | Promise
    selector: str = ""

    @property
    def key_names(self) -> list[str]:
        return self.keys.split()

    @property
    def css_selector(self) -> str:
        return self.selector or f'[data-key="{self.keys}"]'


LIST_ITEMS = ".card .what, .list .title"
FORM = "main form[method=post]"

# The workflow table says which steps have a shortcut. All steps back share one.
_STEP_SHORTCUTS = {
    step.shortcut.slug: Shortcut(step.shortcut.keys, _(step.shortcut.title))
    for step in STEPS.values()
    if step.shortcut
}

SHORTCUTS = {
    "next": Shortcut("j", _("next claim or list item"), f'[data-key="j"], {LIST_ITEMS}'),
    "previous": Shortcut("k", _("previous claim or list item"), f'[data-key="k"], {LIST_ITEMS}'),
    "waiting": Shortcut("n", _("next claim in your inbox")),
    "drop": Shortcut("x", _("drop the claim (in an article: the claim whose card has the focus)")),
    "add-claim": Shortcut("m", _("add the selected text as a claim")),
    "boundaries": Shortcut(
        "[ ]", _("select the start or end of the claim whose card has the focus"), ".card .reshape"
    ),
    "move-boundary": Shortcut("← →", _("move it by one word; Enter saves, Escape cancels"), ".card .reshape"),
    "wording": Shortcut("w", _("edit the wording")),
    "evidence": Shortcut("e", _("add evidence")),
    **_STEP_SHORTCUTS,
    "rate": Shortcut("r", _("rate")),
    "digits": Shortcut("1 … 9", _("select a rating in the open form"), "form.rate"),
    "comment": Shortcut("c", _("comment")),
    "assign": Shortcut("h", _("assign the claim")),
    "undo": Shortcut("u", _("undo in the argument map")),
    "redo": Shortcut("y", _("redo in the argument map")),
    "article": Shortcut("g a", _("go to the article")),
    "inbox": Shortcut("g w", _("go to your inbox")),
    "search": Shortcut("/", _("search")),
    "send": Shortcut("Ctrl Enter", _("submit the form you are in"), FORM),
    "leave": Shortcut("Escape", _("leave the form"), FORM),
    "help": Shortcut("?", _("show these shortcuts"), "body"),
}


def get_shortcut(slug: str) -> Shortcut:
    """Return a shortcut, or raise UnknownChoice."""
    if slug not in SHORTCUTS:
        raise UnknownChoice("shortcut", slug, list(SHORTCUTS))
    return SHORTCUTS[slug]
