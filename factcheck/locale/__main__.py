"""Update the catalogs with the messages of templates and code: `make messages`."""

import sys

from factcheck.locale.catalogs import list_catalogs, to_mo, to_po, update_catalog

for path in list_catalogs():
    catalog = update_catalog(path)
    path.write_bytes(to_po(catalog))
    path.with_suffix(".mo").write_bytes(to_mo(catalog))
    missing = [
        message.id for message in catalog if message.id and not (message.string and all(message.string))
    ]
    sys.stdout.write(f"{path.parts[-3]}: {len(catalog)} messages, {len(missing)} not yet translated\n")
