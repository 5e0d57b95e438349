"""Writes the golden files anew, to be read before they are committed."""

from tests.reporting.golden import FILES, FOLDER, sample

for name, write in FILES.items():
    (FOLDER / name).write_bytes(write(sample()))
