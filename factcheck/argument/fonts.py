"""The fonts of the drawings: coverage and advance widths of characters.

The font files come from Python packages with the Noto fonts. Advance widths are in ems, read from the fonts.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

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
FOR_ANY_SCRIPT = ("NotoSansSymbols[wght].ttf", "NotoEmoji[wght].ttf", CHINESE_JAPANESE_KOREAN)
UNKNOWN_ADVANCE = 1.0


def list_font_folders() -> list[Path]:
    """Return the folders of the font files."""
    specs = (find_spec(package) for package in ("manimgx_fonts", "manimgx_fonts_cjk"))
    return [Path(folder) for spec in specs if spec for folder in spec.submodule_search_locations or ()]


@cache
def load_advances(file: str) -> dict[str, float]:
    """Return the advance widths of all characters of a font, in ems.

    Empty if the font is not installed.
    """
    path = next((folder / file for folder in list_font_folders() if (folder / file).exists()), None)
    if path is None:
        return {}
    number = SIMPLIFIED_CHINESE if path.suffix == ".ttc" else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def list_candidate_fonts(char: str) -> tuple[str, ...]:
    """Return the font files that can have a character, the preferred one first."""
    by_script = [FOR_SCRIPT[script] for script in sorted(script_extension(char)) if script in FOR_SCRIPT]
    return (BODY, *by_script, *FOR_ANY_SCRIPT)


class Advances(dict[str, float]):
    """The advance widths of characters in ems, looked up on first use.

    A character that no font has counts as 1.
    """

    def __missing__(self, char: str) -> float:
        self[char] = next(
            (load_advances(file)[char] for file in list_candidate_fonts(char) if char in load_advances(file)),
            UNKNOWN_ADVANCE,
        )
        return self[char]


ADVANCES = Advances()


def is_covered(char: str) -> bool:
    """Whether one of the fonts has a glyph for the character."""
    return any(char in load_advances(file) for file in list_candidate_fonts(char))
