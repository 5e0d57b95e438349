"""Extract the messages of templates and code into the catalogs, and compile them: `make messages`.

Uses Babel, which `make dev` installs, so that gettext's tools are not needed.
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
ARGUMENTS = {"gettext": (1,), "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = {
    name + suffix: arguments for name, arguments in ARGUMENTS.items() for suffix in ("", "_lazy", "_noop")
}
KEYWORDS["_"] = ARGUMENTS["gettext"]


def list_catalogs() -> list[Path]:
    """Return the path of the catalog of each language."""
    return sorted(HERE.glob("*/LC_MESSAGES/django.po"))


def extract_messages() -> Catalog:
    """Return every message that is marked for translation, with the files that contain it."""
    messages = Catalog(charset="utf-8")
    for file in sorted([*ROOT.glob("factcheck/**/*.py"), *ROOT.glob("api/**/*.py")]):
        _add(messages, file, file.read_bytes())
    for file in sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")]):
        calls = templatize(file.read_text(), origin=str(file))
        _add(messages, file, "\n".join(line.strip() for line in calls.splitlines()).encode())
    # Templates inside the package are Jinja2; those of Django are in the top-level folder.
    for file in sorted(ROOT.glob("factcheck/**/templates/*.html")):
        _add(messages, file, file.read_bytes(), babel_extract, {"silent": "false"})
    return messages


def update_catalog(catalog: Path) -> Catalog:
    """Return the catalog with the current messages: new ones are empty, obsolete ones are gone, none is guessed."""
    with catalog.open("rb") as file:
        known = read_po(file, locale=catalog.parts[-3])
    fresh = extract_messages()
    fresh.creation_date = known.creation_date
    known.update(fresh, no_fuzzy_matching=True)
    return known


def to_po(catalog: Catalog) -> bytes:
    """Return the catalog in the `.po` format."""
    file = BytesIO()
    write_po(file, catalog, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def to_mo(catalog: Catalog) -> bytes:
    """Return the catalog in the binary `.mo` format, which Django reads."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _add(
    messages: Catalog,
    file: Path,
    source: bytes,
    method: Any = "python",
    options: dict[str, Any] | None = None,
) -> None:
    location = (file.relative_to(ROOT).as_posix(), 0)
    for _, message, _, context in extract(method, BytesIO(source), KEYWORDS, options=options):
        messages.add(message, locations=[location], context=context)
