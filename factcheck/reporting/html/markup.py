"""Builds HTML so that no escaping can be forgotten: every string is escaped unless it is `Html`."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "hr", "link", "meta", "wbr"})


class Html(str):
    """A piece of a page that goes in as it stands."""

    __slots__ = ()


NOTHING = Html()


def tag(name: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` becomes class, `aria_label` aria-label; None and False leave an attribute out."""
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opened if name in VOID else f"{opened}{joined(children)}</{name}>")


def joined(pieces: Iterable[str], between: str = "") -> Html:
    """The pieces one after the other; plain strings are escaped."""
    return Html(between.join(map(text, pieces)))


def text(piece: str) -> Html:
    """What a reader sees as exactly these characters. A browser would drop NUL, so its sign stands for it."""
    return (
        piece if isinstance(piece, Html) else Html(escape(piece.replace("\0", "\N{REPLACEMENT CHARACTER}")))
    )


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
