"""What the styles of a Word file mean for its text: kinds of blocks, hidden words."""

import re
from typing import Any

from factcheck.enums import BlockKind

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|标题|heading \d) ?\d?", re.IGNORECASE)
_KINDS = {
    "title": BlockKind.HEADING,
    "subtitle": BlockKind.HEADING,
    "quote": BlockKind.QUOTATION,
    "intense quote": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
}
_LIST = re.compile(r"list (?:bullet|number|continue)", re.IGNORECASE)
_MAX_BASES = 10


def local(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any:
    """Return the first child with this local name, or None."""
    return None if element is None else next((item for item in element if local(item) == name), None)


def value(element: Any, name: str = "val") -> str:
    """Return an attribute by its local name; empty if there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(properties: Any, name: str) -> bool:
    """Return whether a switch among some properties, such as `vanish`, is on."""
    found = child(properties, name)
    return found is not None and value(found).lower() not in ("0", "false", "off", "none")


class Styles:
    """The styles by id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        styles = () if root is None else (item for item in root if local(item) == "style")
        self._styles = {value(style, "styleId"): style for style in styles}

    def kind_of(self, style_id: str) -> BlockKind | None:
        """Return the kind of block that a style makes of a paragraph; None for running text."""
        for style in self._lineage(style_id):
            name = value(child(style, "name")).lower()
            if name in _KINDS:
                return _KINDS[name]
            if _HEADING.fullmatch(name):
                return BlockKind.HEADING
            if _LIST.match(name):
                return BlockKind.LIST_ITEM
        return None

    def has(self, style_id: str, switch: str) -> bool:
        """Return whether the run properties of a style switch something on, such as `vanish`."""
        for style in self._lineage(style_id):
            properties = child(style, "rPr")
            if child(properties, switch) is not None:
                return is_on(properties, switch)
        return False

    def position_of(self, style_id: str) -> str:
        """Return `superscript`, `subscript` or "" for a style of characters."""
        for style in self._lineage(style_id):
            found = value(child(child(style, "rPr"), "vertAlign"))
            if found:
                return found
        return ""

    def _lineage(self, style_id: str) -> list[Any]:
        found: list[Any] = []
        while style_id in self._styles and len(found) < _MAX_BASES:
            found.append(self._styles[style_id])
            style_id = value(child(found[-1], "basedOn"))
        return found
