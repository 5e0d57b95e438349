"""Brings the catalogues up to date with the strings of templates and code: `make messages`."""

import sys

from factcheck.locale.gathering import catalogues, compiled, updated, written

for path in catalogues():
    catalogue = updated(path)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    missing = [
        message.id for message in catalogue if message.id and not (message.string and all(message.string))
    ]
    sys.stdout.write(f"{path.parts[-3]}: {len(catalogue)} messages, {len(missing)} not yet translated\n")
