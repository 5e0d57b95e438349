"""Finds the characters that the report's fonts cannot show.

The PDF names them by their code instead of printing empty boxes. Typst decides: under PDF/UA-1 it fails for a text
with a character that has no glyph.
"""

import unicodedata
from pathlib import Path
from typing import Any

import regex
import typst

from factcheck.reporting.pdf.typst import compile_pdf

PROBE = Path(__file__).with_name("probe.typ")

_CLUSTER = regex.compile(r"\X")


def find_missing(text: str) -> tuple[str, ...]:
    """Return the characters of the text that no font can show, each once, in order.

    A character is a grapheme cluster.
    """
    clusters = list(dict.fromkeys(_CLUSTER.findall(text)))
    controls = set(filter(_is_control, clusters))
    failing = set(
        _find_failing([cluster for cluster in clusters if not cluster.isascii() and cluster not in controls])
    )
    return tuple(cluster for cluster in clusters if cluster in controls | failing)


def spell_out(cluster: str) -> str:
    """Return a character as its code points, such as "[U+16A50]"."""
    return "".join(f"[U+{ord(character):04X}]" for character in cluster)


def replace_missing(data: Any, missing: tuple[str, ...]) -> Any:
    """Return the same data with the missing characters of its strings spelled out."""
    if isinstance(data, dict):
        return {name: replace_missing(value, missing) for name, value in data.items()}
    if isinstance(data, list):
        return [replace_missing(value, missing) for value in data]
    if isinstance(data, str) and any(cluster in data for cluster in missing):
        return _CLUSTER.sub(lambda match: spell_out(match[0]) if match[0] in missing else match[0], data)
    return data


def join_strings(data: Any) -> str:
    """Return all strings in the data, in order, one a line."""
    if isinstance(data, str):
        return data
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return "\n".join(filter(None, map(join_strings, inside)))


def _is_control(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) == "Cc" and cluster not in ("\n", "\t", "\r\n")


def _find_failing(clusters: list[str]) -> list[str]:
    # By bisection: compiling takes milliseconds, and most texts need one attempt.
    if not clusters or _can_show(" ".join(clusters)):
        return []
    if len(clusters) == 1:
        return clusters
    middle = len(clusters) // 2
    return _find_failing(clusters[:middle]) + _find_failing(clusters[middle:])


def _can_show(text: str) -> bool:
    try:
        compile_pdf(PROBE, {"text": text})
    except typst.TypstError:
        return False
    return True
