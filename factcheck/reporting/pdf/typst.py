"""Compiles typst templates, with the same fonts and PDF standards on every machine."""

import json
from functools import cache
from pathlib import Path

import typst

from factcheck.argument.fonts import list_font_folders

PACKAGE_FOLDER = Path(__file__).parents[2]
LATIN_FAMILY, SYMBOL_FAMILY, CJK_FAMILY = "Noto Sans", "Noto Emoji", "Noto Sans CJK SC"


@cache
def load_fonts() -> typst.Fonts:
    """Return Noto from its Python packages and the fonts inside typst, but no system fonts."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in list_font_folders()])


@cache
def list_families() -> tuple[str, ...]:
    """Return the names of Noto's families, Latin first.

    Without the list, typst takes single letters of a word from fonts of its own.
    """
    others = (
        name for name in load_fonts().families() if name.startswith(f"{LATIN_FAMILY} ") and "CJK" not in name
    )
    return (LATIN_FAMILY, *others, SYMBOL_FAMILY, CJK_FAMILY)


def compile_pdf(template: Path, inputs: dict[str, str], timestamp: int = 0) -> bytes:
    """Return a tagged PDF (PDF/UA-1, PDF/A-2b).

    Raises `typst.TypstError` if the template fails. In the template, `sys.inputs` has the inputs, and the names of
    the font families as `fonts`.
    """
    return typst.compile(
        template,
        root=PACKAGE_FOLDER,
        format="pdf",
        font_paths=load_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs | {"fonts": json.dumps(list_families())},
        pdf_standards=["ua-1", "a-2b"],
        timestamp=timestamp,
    )
