"""A web page before its article is extracted: decoded, bounded, and with the meaning of its inline marks as text.

Otherwise 10<sup>6</sup> would read as 106, and <del>48</del><ins>84</ins> as 4884.
"""

import re
from collections.abc import Callable
from typing import Any

from lxml.html import HtmlElement

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.ingest.encodings import decode_with_warnings
from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.raised import lower_text, raise_text

# Parsers compare each attribute of a tag with all before it.
_MAX_ATTRIBUTES = 1_000
_TAG = re.compile(r"<[a-zA-Z][\w:-]{0,100}")
# A space without an attribute counts too, so that no space is searched twice.
_ATTRIBUTE = re.compile(
    r"""[\s/]++(?:[^\s=>"'/]{1,1000}(?:\s{0,10}=\s{0,10}"""
    r"""(?:"[^"]{0,1000000}"|'[^']{0,1000000}'|[^\s>"']{0,100000}))?)?"""
)
_LABEL = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})|<\?xml[^>]{0,100}encoding=["']([\w.-]{1,40})""",
    re.IGNORECASE,
)
_HEAD_LENGTH = 4_096
_STRUCK = re.compile(r"text-decoration[\w-]{0,40}+\s{0,40}+:[^;]{0,60}line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BODY_TAGS = frozenset({"article", "main", "p", "li", "td", "blockquote", "h1", "h2", "h3"})


def decode_page(data: bytes, charset: str) -> tuple[str, tuple[StoredMessage, ...]]:
    """Return the markup, by the label of the server or of the page itself, as browsers understand labels."""
    found = _LABEL.search(data[:_HEAD_LENGTH])
    label = charset or ((found[1] or found[2]).decode("ascii") if found else "")
    return decode_with_warnings(data, charset=label)


def ensure_simple(markup: str) -> None:
    """Raise UnreadableFile for a tag with more attributes than any page has."""
    for tag in _TAG.finditer(markup):
        at = tag.end()
        for _number in range(_MAX_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(markup, at)
            if attribute is None:
                break
            at = attribute.end()
        else:
            raise unreadable("too_many_attributes", limit=_MAX_ATTRIBUTES)


def write_out_marks(page: HtmlElement) -> tuple[StoredMessage, ...]:
    """Replace marks in a page by text, in place, and return what was left out."""
    left_out: dict[str, list[str]] = {"struck": [], "hidden": [], "ruby": []}
    for element in list(page.iter("rt", "rp")):
        _leave_out(element, left_out["ruby"] if element.tag == "rt" else [])
    for element in list(page.iter("del", "s", "strike")):
        _leave_out(element, left_out["struck"])
    for element in list(page.xpath("//body//*[@style or @hidden]")):
        style = element.get("style") or ""
        if _STRUCK.search(style):
            _leave_out(element, left_out["struck"])
        elif element.get("hidden") is not None or _HIDDEN.search(style):
            _leave_out(element, left_out["hidden"] if _is_in_body(element) else [])
    equations = list(page.iter("math"))
    for element in equations:
        _replace(element, _math_line(element))
    for tag, write in (("sup", raise_text), ("sub", lower_text)):
        for element in list(page.iter(tag)):
            _replace(element, write(element.text_content()))
    _split_preformatted(page)
    found = [message(f"read.{code}", words=_quote(words)) for code, words in left_out.items() if words]
    if equations:
        found.append(message("read.equations", count=len(equations)))
    return tuple(found)


def _is_in_body(element: HtmlElement) -> bool:
    return element.tag in _BODY_TAGS or any(item.tag in _BODY_TAGS for item in element.iterancestors())


def _leave_out(element: HtmlElement, words: list[str]) -> None:
    if element.getparent() is None or element.tag in ("html", "body"):
        return
    text = " ".join(element.text_content().split())
    if text:
        words.append(text)
    element.drop_tree()


def _replace(element: HtmlElement, text: str) -> None:
    if element.getparent() is None:
        return
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _split_preformatted(page: HtmlElement) -> None:
    """Make each line of <pre> an item of a list."""
    for element in list(page.iter("pre")):
        lines = [line for line in element.text_content().splitlines() if line.strip()]
        for item in list(element):
            element.remove(item)
        element.tag, element.text = "ul", None
        for line in lines:
            item = element.makeelement("li")
            item.text = line
            element.append(item)


def _math_line(element: Any) -> str:
    """Return an equation of MathML in one line."""
    name = element.tag if isinstance(element.tag, str) else ""
    parts = [item for item in element if isinstance(item.tag, str)]
    write = _MATH.get(name.rpartition(":")[2])
    if write is not None and len(parts) > 1:
        return write([_math_line(item) for item in parts])
    if name.startswith("annotation"):
        return ""
    return (element.text or "").strip() + "".join(_math_line(item) for item in parts)


def _group(text: str) -> str:
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"


def _power(base: str, exponent: str) -> str:
    raised = raise_text(exponent)
    return base + (raised if raised != exponent else f"^{_group(exponent)}")


_MATH: dict[str, Callable[[list[str]], str]] = {
    "msup": lambda parts: _power(parts[0], parts[1]),
    "msub": lambda parts: f"{parts[0]}_{_group(parts[1])}",
    "msubsup": lambda parts: _power(f"{parts[0]}_{_group(parts[1])}", parts[2] if len(parts) > 2 else ""),
    "mfrac": lambda parts: f"{_group(parts[0])}/{_group(parts[1])}",
    "mroot": lambda parts: f"{raise_text(parts[1])}√{_group(parts[0])}",
    "msqrt": lambda parts: f"√{_group(''.join(parts))}",
}


def _quote(words: list[str]) -> str:
    shown = ", ".join(f"“{word[:60]}”" for word in words[:5])
    return f"{shown} …" if len(words) > 5 else shown
