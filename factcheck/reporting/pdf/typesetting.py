"""The one call to typst: the same fonts and standards for every page, whatever machine it is set on."""

from functools import cache

import typst

from factcheck.argument.fonts import folders


@cache
def fonts() -> typst.Fonts:
    """Noto from its packages and the fonts within typst; none of the machine's own."""
    places = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=places)


def typeset(template: bytes, inputs: dict[str, str], timestamp: int = 0) -> bytes:
    """A tagged PDF for readers and archives (PDF/UA-1, PDF/A-2b). Raises `typst.TypstError`."""
    return typst.compile(
        template,
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-2b"],
        timestamp=timestamp,
    )
