"""Gathers the strings of templates and code into the catalogues, and compiles them: `make messages`.

Babel alone does it, so that neither `make` nor a test asks for gettext's tools; `make dev` installs it.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACES = {"gettext": (1,), "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = {name + kind: places for name, places in PLACES.items() for kind in ("", "_lazy", "_noop")}
KEYWORDS["_"] = PLACES["gettext"]


def list_catalogs() -> list[Path]:
    """The catalogue of each language that the pages are translated into."""
    return sorted(HERE.glob("*/LC_MESSAGES/django.po"))


def extract_messages() -> Catalog:
    """Every string that is marked for translation, with the files that it stands in."""
    found = Catalog(charset="utf-8")
    for file in sorted([*ROOT.glob("factcheck/**/*.py"), *ROOT.glob("api/**/*.py")]):
        _add(found, file, file.read_bytes())
    for file in sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")]):
        calls = templatize(file.read_text(), origin=str(file))
        _add(found, file, "\n".join(line.strip() for line in calls.splitlines()).encode())
    # These are Jinja2 templates; those of Django are in the folder above.
    for file in sorted(ROOT.glob("factcheck/**/templates/*.html")):
        _add(found, file, file.read_bytes(), babel_extract, {"silent": "false"})
    return found


def update_catalog(catalogue: Path) -> Catalog:
    """What the catalogue says of the strings that there are now: new ones are empty, none is guessed."""
    with catalogue.open("rb") as file:
        known = read_po(file, locale=catalogue.parts[-3])
    fresh = extract_messages()
    fresh.creation_date = known.creation_date
    known.update(fresh, no_fuzzy_matching=True)
    return known


def to_po(catalogue: Catalog) -> bytes:
    """The catalogue as it stands in a `.po` file."""
    file = BytesIO()
    write_po(file, catalogue, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def to_mo(catalogue: Catalog) -> bytes:
    """The catalogue as it stands in a `.mo` file, which Django reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _add(
    found: Catalog, file: Path, source: bytes, method: Any = "python", options: dict[str, Any] | None = None
) -> None:
    place = (file.relative_to(ROOT).as_posix(), 0)
    for _, message, _, context in extract(method, BytesIO(source), KEYWORDS, options=options):
        found.add(message, locations=[place], context=context)
