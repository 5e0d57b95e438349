"""Brings the catalogues up to date with the strings of templates and code: `make messages`."""

import sys

from factcheck.locale.catalogs import list_catalogs, to_mo, to_po, update_catalog

for path in list_catalogs():
    catalogue = update_catalog(path)
    path.write_bytes(to_po(catalogue))
    path.with_suffix(".mo").write_bytes(to_mo(catalogue))
    missing = [
        message.id for message in catalogue if message.id and not (message.string and all(message.string))
    ]
    sys.stdout.write(f"{path.parts[-3]}: {len(catalogue)} messages, {len(missing)} not yet translated\n")
