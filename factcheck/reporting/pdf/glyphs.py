"""Which characters the report's fonts can show. What they cannot is named in the page, never a silent box.

Typst itself is asked: PDF/UA-1 refuses a text that holds a character without a glyph.
"""

from functools import cache
from pathlib import Path

import manimgx_fonts
import manimgx_fonts_cjk
import regex
import typst

FOLDERS = [str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk)]
STANDARDS = ["ua-1", "a-2b"]

_CLUSTER = regex.compile(r"\X")
_PROBE = b'#set document(title: "x")\n#set text(font: ("Libertinus Serif", "Noto Sans"))\n#sys.inputs.text'


@cache
def fonts() -> typst.Fonts:
    """Noto from its wheels and the fonts within typst; none of the machine's own, so that all machines agree."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=FOLDERS)


def uncovered(text: str) -> tuple[str, ...]:
    """The characters (grapheme clusters) of the text that no font can show, each once, in order."""
    seen = dict.fromkeys(cluster for cluster in _CLUSTER.findall(text) if not _is_plain(cluster))
    return tuple(_failing(list(seen)))


def spelled(cluster: str) -> str:
    """A character by its code points, such as "[U+16A50]"."""
    return "".join(f"[U+{ord(sign):04X}]" for sign in cluster)


def replaced(text: str, missing: tuple[str, ...]) -> str:
    """The text with the missing characters spelled out."""
    return (
        _CLUSTER.sub(lambda hit: spelled(hit[0]) if hit[0] in missing else hit[0], text) if missing else text
    )


def _is_plain(cluster: str) -> bool:
    return cluster in ("\n", "\t", "\r\n") or " " <= cluster <= "~"


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
        typst.compile(
            _PROBE,
            format="pdf",
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"text": text},
            pdf_standards=STANDARDS,
            timestamp=0,
        )
    except typst.TypstError:
        return False
    return True
