"""Which characters the report's fonts can show. What they cannot is named in the page, never a silent box.

Typst itself is asked: PDF/UA-1 refuses a text that holds a character without a glyph.
"""

import unicodedata
from pathlib import Path
from typing import Any

import regex
import typst

from factcheck.reporting.pdf.typesetting import typeset

PROBE = Path(__file__).with_name("probe.typ")

_CLUSTER = regex.compile(r"\X")


def uncovered(text: str) -> tuple[str, ...]:
    """The characters (grapheme clusters) of the text that no font can show, each once, in order."""
    seen = list(dict.fromkeys(_CLUSTER.findall(text)))
    controls = set(filter(_is_control, seen))
    failing = set(
        _failing([cluster for cluster in seen if not cluster.isascii() and cluster not in controls])
    )
    return tuple(cluster for cluster in seen if cluster in controls | failing)


def spelled(cluster: str) -> str:
    """A character by its code points, such as "[U+16A50]"."""
    return "".join(f"[U+{ord(sign):04X}]" for sign in cluster)


def respelled(data: Any, missing: tuple[str, ...]) -> Any:
    """The same data, the missing characters of its strings spelled out."""
    if isinstance(data, dict):
        return {name: respelled(value, missing) for name, value in data.items()}
    if isinstance(data, list):
        return [respelled(value, missing) for value in data]
    if isinstance(data, str) and any(cluster in data for cluster in missing):
        return _CLUSTER.sub(lambda hit: spelled(hit[0]) if hit[0] in missing else hit[0], data)
    return data


def words(data: Any) -> str:
    """All the strings in the data, in order, a line each."""
    if isinstance(data, str):
        return data
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return "\n".join(filter(None, map(words, inside)))


def _is_control(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) == "Cc" and cluster not in ("\n", "\t", "\r\n")


def _failing(clusters: list[str]) -> list[str]:
    """By halving: one attempt if all can be shown, a few for each one that cannot."""
    if not clusters or _shows(" ".join(clusters)):
        return []
    if len(clusters) == 1:
        return clusters
    middle = len(clusters) // 2
    return _failing(clusters[:middle]) + _failing(clusters[middle:])


def _shows(text: str) -> bool:
    try:
        typeset(PROBE, {"text": text})
    except typst.TypstError:
        return False
    return True
