"""Detection of the format of a map file, by its content and its name."""

from factcheck.argument.formats.format_types import DetectionScore, FileSample
from factcheck.argument.formats.map_formats import READERS
from factcheck.argument.formats.strict_json import load_object
from factcheck.argument.formats.text_codec import decode
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _


def detect(data: bytes, filename: str = "") -> str:
    """Return the slug of the format that can read a file.

    Raises `InvalidInput` if the file is not text, is broken JSON, or is of no known format.
    """
    text = decode(data)
    document = load_object(data) if text.lstrip()[:1] == "{" else None
    sample = FileSample(text, filename.lower(), document)
    scores = {slug: row.detect(sample) for slug, row in READERS.items() if row.detect}
    best = max(scores, key=scores.__getitem__)
    if scores[best] is DetectionScore.NONE:
        raise InvalidInput(
            _(
                "%(file)s is not a map in a known format. These formats can be read: %(formats)s. "
                "If it is one of them, name the format."
            )
            % {
                "file": f"“{filename}”" if filename else _("The file"),
                "formats": ", ".join(row.name for row in READERS.values()),
            }
        )
    return best
