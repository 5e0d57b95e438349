"""Equations of Word (OMML) in one line of text."""

from typing import Any

from factcheck.text.ingest.docx_styles import child, local, value
from factcheck.text.ingest.raised import raise_text


def to_line(element: Any) -> str:
    """Return an equation in one line: x², (a + b)/c, √(2)."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name == "sSup":
        return _base(element) + _power(_part(element, "sup"))
    if name == "sSub":
        return f"{_base(element)}_{_group(_part(element, 'sub'))}"
    if name == "sSubSup":
        return f"{_base(element)}_{_group(_part(element, 'sub'))}{_power(_part(element, 'sup'))}"
    if name == "f":
        return f"{_group(_part(element, 'num'))}/{_group(_part(element, 'den'))}"
    if name == "rad":
        degree = _part(element, "deg")
        return f"{_power(degree) if degree else ''}√{_group(_base(element))}"
    if name == "d":
        return f"({', '.join(to_line(item) for item in element if local(item) == 'e')})"
    if name == "nary":
        sign = value(child(child(element, "naryPr"), "chr")) or "∫"
        return f"{sign}_{_group(_part(element, 'sub'))}{_power(_part(element, 'sup'))} {_base(element)}"
    return "".join(to_line(item) for item in element)


def _part(element: Any, name: str) -> str:
    found = child(element, name)
    return "" if found is None else to_line(found)


def _base(element: Any) -> str:
    return _part(element, "e")


def _group(text: str) -> str:
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"


def _power(text: str) -> str:
    raised = raise_text(text)
    return raised if raised != text else f"^{_group(text)}" if text else ""
