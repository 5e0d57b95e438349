"""Raised and lowered characters as plain text, so that no number becomes another one."""

import re

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_DIGIT = re.compile(r"\d")
_ALL_RAISABLE = re.compile(r"[0-9+\-−=()n\s.,;*]+")


def raise_text(text: str) -> str:
    """Return superscript text: digits as superscript characters; letters, as in “1st”, stay."""
    if not _DIGIT.search(text):
        return text
    if text.strip()[:1] in ("[", "("):  # the number of a note
        return f" {text.strip()}"
    return text.translate(_RAISED) if _ALL_RAISABLE.fullmatch(text) else f"^({text.strip()})"


def lower_text(text: str) -> str:
    """Return subscript text: digits as subscript characters."""
    return text.translate(_LOWERED) if _DIGIT.search(text) else text
