"""The one call to typst: the same fonts and standards for every page, whatever machine it is set on."""

import json
from functools import cache
from pathlib import Path

import typst

from factcheck.argument.fonts import list_font_folders

PACKAGE_FOLDER = Path(__file__).parents[2]
LATIN_FAMILY, SYMBOL_FAMILY, CJK_FAMILY = "Noto Sans", "Noto Emoji", "Noto Sans CJK SC"


@cache
def load_fonts() -> typst.Fonts:
    """Noto from its packages and the fonts within typst; none of the machine's own."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in list_font_folders()])


@cache
def list_families() -> tuple[str, ...]:
    """Noto's families by name, Latin first: left alone, typst takes stray letters from fonts of its own."""
    others = (
        name for name in load_fonts().families() if name.startswith(f"{LATIN_FAMILY} ") and "CJK" not in name
    )
    return (LATIN_FAMILY, *others, SYMBOL_FAMILY, CJK_FAMILY)


def compile_pdf(template: Path, inputs: dict[str, str], timestamp: int = 0) -> bytes:
    """A tagged PDF for readers and archives (PDF/UA-1, PDF/A-2b). Raises `typst.TypstError`.

    The template finds the inputs, and the names of the fonts as `fonts`, in `sys.inputs`.
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
