"""The colours and line patterns of a map, for screen and print.

The light colours are the default.

The scale diverges from vermilion over grey to blue, which colour-blind people can distinguish. Each colour comes with
a word, a sign or a pattern of the same meaning (WCAG 2.2, 1.4.1).
"""

from factcheck.enums import RelationKind, StatementKind
from factcheck.i18n import gettext_noop

MAP = ".argument-map"
FONT_FAMILY = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

LIGHT = {
    "paper": "#ffffff",
    "card": "#fbfaf8",
    "ink": "#1f2328",
    "quiet": "#5f6670",
    "hair": "#c6c9cf",
    "track": "#e3e3e0",
    "support": "#1f5fa8",
    "attack": "#c43d12",
    "undercut": "#4b5158",
    "rephrase": "#8a9099",
    "tone-1": "#c43d12",
    "tone-2": "#d98a66",
    "tone-3": "#8a9099",
    "tone-4": "#6796cc",
    "tone-5": "#1f5fa8",
}
DARK = {
    "paper": "#16181b",
    "card": "#1e2125",
    "ink": "#e9e7e2",
    "quiet": "#a3a9b1",
    "hair": "#43484f",
    "track": "#34383e",
    "support": "#7fb3ef",
    "attack": "#f08a66",
    "undercut": "#c0c4ca",
    "rephrase": "#7d848d",
    "tone-1": "#f08a66",
    "tone-2": "#b9694b",
    "tone-3": "#7d848d",
    "tone-4": "#4f7fb5",
    "tone-5": "#7fb3ef",
}
DASHES = {
    RelationKind.SUPPORT: "",
    RelationKind.ATTACK: "7 4",
    RelationKind.UNDERCUT: "1.5 4",
    RelationKind.REPHRASE: "",
}
SIGNS = {
    RelationKind.SUPPORT: "+",
    RelationKind.ATTACK: "−",
    RelationKind.UNDERCUT: "×",
    RelationKind.REPHRASE: "=",
}
VERBS = {
    RelationKind.SUPPORT: gettext_noop("supports"),
    RelationKind.ATTACK: gettext_noop("attacks"),
    RelationKind.UNDERCUT: gettext_noop("undercuts"),
    RelationKind.REPHRASE: gettext_noop("rephrases"),
}
CORNERS = {StatementKind.CLAIM: 2, StatementKind.EVIDENCE: 2, StatementKind.PREMISE: 13}
# Five steps of equal width from refuted to supported; the middle one is grey.
TONE_STARTS = (0.2, 0.4, 0.6, 0.8)


def get_tone(strength: float) -> str:
    """Return the name of the colour of the diverging scale for a strength in 0..1."""
    return f"tone-{1 + sum(strength > start for start in TONE_STARTS)}"


def build_stylesheet() -> str:
    """Return the CSS rules for the colours.

    The dark ones are for readers who prefer a dark scheme.
    """
    light, dark = (
        "".join(f"--map-{name}:{value};" for name, value in colours.items()) for colours in (LIGHT, DARK)
    )
    rules = "".join(
        f"{MAP} .f-{name}{{fill:var(--map-{name})}}{MAP} .s-{name}{{stroke:var(--map-{name})}}"
        for name in LIGHT
    )
    dark_rule = f"@media(prefers-color-scheme:dark){{{MAP}{{{dark}}}}}"
    return f"{MAP}{{{light}fill:var(--map-ink)}}{dark_rule}{rules}"
