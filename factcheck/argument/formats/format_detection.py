"""Which kind of map a file holds, told by what is in it and, where that leaves room, by how its name ends."""

import re
from typing import Any

from factcheck.argument.formats.strict_json import load_object
from factcheck.argument.formats.text_codec import decode
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_KIALO = re.compile(r"\s*Discussion Title:|\s*1\.(?:[ \t]|$)", re.MULTILINE)
_TITLE = r"(?:\[[^\]\n]+\]|<[^>\n]+>)"
_ARGDOWN = re.compile(
    rf"\s*===|^[ \t]*(?:<?[+_-]>?[ \t]+)?{_TITLE}:|^[ \t]*(?:<[+_-]|[+_-]>|><|[+-])[ \t]*{_TITLE}",
    re.MULTILINE,
)
_ENDINGS = {".argdown": "map.argdown", ".ad": "map.argdown", ".kialo.txt": "map.kialo"}


def detect(data: bytes, filename: str = "") -> str:
    """The slug of the reader for a file. Raises `InvalidInput` where neither content nor name tells."""
    text = decode(data)
    start = text.lstrip()[:1]
    if start == "{":
        return _of_json(load_object(data), filename)
    if start == "<" and "<arggraph" in text:
        return "map.microtext"
    for ending, kind in _ENDINGS.items():
        if filename.lower().endswith(ending):
            return kind
    if _KIALO.match(text):
        return "map.kialo"
    if _ARGDOWN.search(text):
        return "map.argdown"
    raise _unknown(filename)


def _of_json(document: dict[str, Any], filename: str) -> str:
    if "format" in document and "statements" in document:
        return "map.json"
    if "AIF" in document:
        return "map.xaif"
    nodes = document.get("nodes")
    first = nodes[0] if isinstance(nodes, list) and nodes and isinstance(nodes[0], dict) else {}
    if "nodeID" in first or "locutions" in document:
        return "map.aif"
    if first.get("type") in ("atom", "scheme") or "resources" in document:
        return "map.sadface"
    raise _unknown(filename)


def _unknown(filename: str) -> InvalidInput:
    named = f"“{filename}”" if filename else _("The file")
    return InvalidInput(
        _(
            "%(named)s holds no kind of map that can be read: AIF, xAIF, Argdown, SADFace, Kialo text, "
            "microtext XML or our own JSON. If it is one of them, say which."
        )
        % {"named": named}
    )
