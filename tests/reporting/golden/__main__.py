"""Writes the golden files again, to be reviewed before they are committed."""

from tests.reporting.golden import FILES, FOLDER, sample

for name, write in FILES.items():
    (FOLDER / name).write_bytes(write(sample()))
