"""The fonts of the drawings: coverage and advance widths of characters.

The font files come from Python packages with the Noto fonts. Advance widths are in ems, read from the fonts.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import regex
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script_extension

# The same family that the style sheet names first, so that widths measured here are those of the browser.
BODY = "NotoSans[wght].ttf"
CHINESE_JAPANESE_KOREAN = "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED_CHINESE = 2  # the number of the font in the collection file
FOR_SCRIPT = {
    "Arab": "NotoSansArabic[wght].ttf",
    "Armn": "NotoSansArmenian[wght].ttf",
    "Beng": "NotoSansBengali[wght].ttf",
    "Deva": "NotoSansDevanagari[wght].ttf",
    "Ethi": "NotoSansEthiopic[wght].ttf",
    "Geor": "NotoSansGeorgian[wght].ttf",
    "Gujr": "NotoSansGujarati[wght].ttf",
    "Guru": "NotoSansGurmukhi[wght].ttf",
    "Hebr": "NotoSansHebrew[wght].ttf",
    "Khmr": "NotoSansKhmer[wght].ttf",
    "Knda": "NotoSansKannada[wght].ttf",
    "Laoo": "NotoSansLao[wght].ttf",
    "Mlym": "NotoSansMalayalam[wght].ttf",
    "Mymr": "NotoSansMyanmar[wght].ttf",
    "Orya": "NotoSansOriya[wght].ttf",
    "Sinh": "NotoSansSinhala[wght].ttf",
    "Taml": "NotoSansTamil[wght].ttf",
    "Telu": "NotoSansTelugu[wght].ttf",
    "Thai": "NotoSansThai[wght].ttf",
}
# Last resort, in this order: the font for Chinese, Japanese and Korean is the largest file and the slowest to load.
EMOJI = "NotoEmoji[wght].ttf"
FOR_ANY_SCRIPT = ("NotoSansSymbols[wght].ttf", EMOJI, CHINESE_JAPANESE_KOREAN)
UNKNOWN_ADVANCE = 1.0
# The weight of strong text in style sheets and print.
STRONG_WEIGHT = 600
_LIGATURES = 4  # the type of lookup that replaces several glyphs by one (OpenType 1.9, GSUB)
# A variation selector does not change the glyph, and an arrow after a joiner turns the whole picture around.
_WITHOUT_EFFECT = regex.compile("[\ufe0e\ufe0f]|\u200d\u27a1\ufe0f?$")


def list_font_folders() -> list[Path]:
    """Return the folders of the font files."""
    specs = (find_spec(package) for package in ("manimgx_fonts", "manimgx_fonts_cjk"))
    return [Path(folder) for spec in specs if spec for folder in spec.submodule_search_locations or ()]


def find_font(file: str) -> Path | None:
    """Return the path of a font file, None if it is not installed."""
    return next((folder / file for folder in list_font_folders() if (folder / file).exists()), None)


def open_font(path: Path) -> TTFont:
    """Open a font file; of a collection, the font for simplified Chinese."""
    return TTFont(path, fontNumber=SIMPLIFIED_CHINESE if path.suffix == ".ttc" else -1, lazy=True)


@cache
def load_advances(file: str) -> dict[str, float]:
    """Return the advance widths of all characters of a font, in ems.

    Empty if the font is not installed.
    """
    path = find_font(file)
    if path is None:
        return {}
    with open_font(path) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


class StrongFont:
    """The advance widths of a font in the weight of strong text."""

    def __init__(self, path: Path) -> None:
        font = open_font(path)
        self._em = font["head"].unitsPerEm
        self._names = font.getBestCmap()
        self._glyphs = font.getGlyphSet(location={"wght": STRONG_WEIGHT})

    def get_advance(self, char: str) -> float:
        return float(self._glyphs[self._names[ord(char)]].width / self._em)


@cache
def load_strong_font(path: Path) -> StrongFont:
    return StrongFont(path)


@cache
def load_emoji_sequences() -> tuple[dict[int, str], frozenset[tuple[str, ...]]]:
    """Return the names of glyphs by code point, and the sequences of glyphs that the font of emoji draws as one."""
    path = find_font(EMOJI)
    if path is None:
        return {}, frozenset()
    with open_font(path) as font:
        tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
        inner = (getattr(table, "ExtSubTable", table) for table in tables)
        sequences = frozenset(
            (first, *ligature.Component)
            for table in inner
            if table.LookupType == _LIGATURES
            for first, ligatures in table.ligatures.items()
            for ligature in ligatures
        )
        return font.getBestCmap(), sequences


def is_one_glyph(cluster: str) -> bool:
    """Return whether the font of emoji draws a grapheme cluster as one glyph."""
    shown = _WITHOUT_EFFECT.sub("", cluster)
    if len(shown) <= 1:
        return True
    names, sequences = load_emoji_sequences()
    return tuple(names.get(ord(char), "") for char in shown) in sequences


def list_candidate_fonts(char: str) -> tuple[str, ...]:
    """Return the font files that can have a character, the preferred one first."""
    by_script = [FOR_SCRIPT[script] for script in sorted(script_extension(char)) if script in FOR_SCRIPT]
    return (BODY, *by_script, *FOR_ANY_SCRIPT)


class Advances(dict[str, float]):
    """The advance widths of characters in ems, looked up on first use.

    A character that no font has counts as 1.
    """

    def __missing__(self, char: str) -> float:
        file = find_font_of(char)
        self[char] = load_advances(file)[char] if file else UNKNOWN_ADVANCE
        return self[char]


class StrongAdvances(dict[str, float]):
    """The same for strong text, whose letters are wider."""

    def __missing__(self, char: str) -> float:
        file = find_font_of(char)
        path = find_font(file) if file else None
        self[char] = load_strong_font(path).get_advance(char) if path else UNKNOWN_ADVANCE
        return self[char]


ADVANCES = Advances()
STRONG_ADVANCES = StrongAdvances()


def find_font_of(char: str) -> str:
    """Return the file of the first font that has a glyph for the character, "" if none has."""
    return next((file for file in list_candidate_fonts(char) if char in load_advances(file)), "")


def is_covered(char: str) -> bool:
    """Whether one of the fonts has a glyph for the character."""
    return bool(find_font_of(char))
