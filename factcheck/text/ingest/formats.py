"""Which format a file has, by its content; its name decides only where the content is ambiguous.

A format that no reader understands is refused by its name, and never read as plain text.
"""

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from factcheck.text.ingest.errors import UnreadableFile, unreadable

_HEAD_LENGTH = 1024
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><\?xml[^>]{0,500}>|<!--.{0,1000}?-->)\s*+){0,10}+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|[a-z][\w-]*(?::[\w-]+)?[\s>])", re.IGNORECASE)
_JSON = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{"])')
# A message begins with fields (RFC 5322); two of them are fields that no article begins with.
_MAIL_FIELD = re.compile(
    rb"^(?:mime-version|content-type|content-transfer-encoding|message-id|received|return-path|delivered-to"
    rb"|dkim-signature|snapshot-content-location|date|subject|from|to|x-[\w-]{1,40}):",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_FIELD = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:From [^\n]{1,200}\n)?[!-9;-~]{1,60}:[ \t]?[^\n]{0,900}+\n")
_MIN_MAIL_FIELDS = 3
_CAPTIONS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:WEBVTT\b|\d{1,7}\s*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->)"
)
_SIGNATURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
    (b"\x1a\x45\xdf\xa3", "Matroska"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"%!PS", "PostScript"),
    (b"WARC/", "WARC"),
    (b"\\documentclass", "LaTeX"),
    (b"[Script Info]", "ASS"),
)
# Names of formats whose content can look like a text.
_NAMED = {
    "pdf": "pdf",
    "docx": "docx",
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("eml", "mht", "mhtml"), "mail"),
    **dict.fromkeys(("srt", "vtt"), "captions"),
    **dict.fromkeys(("txt", "text", "md", "markdown", ""), "txt"),
}
_NOT_READ = frozenset(
    {
        *("ass", "bib", "css", "csv", "dfxp", "doc", "eps", "epub", "ics", "ini", "ipynb", "js", "json"),
        *("jsonl", "key", "log", "mbox", "msg", "numbers", "odp", "ods", "odt", "opml", "pages", "pot"),
        *("ppt", "pptx", "ps", "py", "rss", "rst", "rtf", "sbv", "smi", "sql", "ssa", "sub", "svg", "tex"),
        *("toml", "tsv", "ttml", "vcf", "wacz", "warc", "xls", "xlsx", "xml", "yaml", "yml", "zip"),
    }
)
_ZIP_FOLDERS = (("xl/", "XLSX"), ("ppt/", "PPTX"), ("META-INF/container.xml", "EPUB"))


def detect_format(data: bytes, filename: str) -> str:
    """Return the slug of the reader for these bytes. Raises UnreadableFile for an unsupported format."""
    head, suffix = data[:_HEAD_LENGTH], PurePath(filename).suffix.lower().lstrip(".")
    _refuse_signatures(head)
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(head):
        return "html"
    if is_mail(data):
        return "mail"
    if _CAPTIONS.match(head):
        return "captions"
    named = _NAMED.get(suffix)
    if named in ("pdf", "docx", "mail", "captions"):
        raise unreadable("wrong_name", named=suffix)
    _refuse_data_formats(head, suffix)
    return named or "txt"


def is_mail(data: bytes) -> bool:
    """Return whether the bytes are a message: a mail, or a web page that a browser saved as one file."""
    fields = data[:20_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return bool(_FIRST_FIELD.match(fields + b"\n")) and (
        len({field.lower() for field in _MAIL_FIELD.findall(fields)}) >= _MIN_MAIL_FIELDS
    )


def explain_package(data: bytes) -> UnreadableFile:
    """Return why a zip file without a Word document in it cannot be read."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            if "mimetype" in names:
                return unreadable("unknown_format", kind=_open_document(package))
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return unreadable("docx_damaged")
    for prefix, kind in _ZIP_FOLDERS:
        if any(name.startswith(prefix) for name in names):
            return unreadable("unknown_format", kind=kind)
    return unreadable("docx_no_main_part")


def _open_document(package: ZipFile) -> str:
    with package.open("mimetype") as stream:
        mime = stream.read(100).decode("ascii", "replace").strip()
    return "EPUB" if "epub" in mime else "OpenDocument" if "opendocument" in mime else "ZIP"


def _refuse_signatures(head: bytes) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable("old_word")
    if head.startswith(b"{\\rtf"):
        raise unreadable("rtf")
    kind = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")
    if head[4:8] == b"ftyp":
        kind = "MP4"
    if kind:
        raise unreadable("unknown_format", kind=kind)


def _refuse_data_formats(head: bytes, suffix: str) -> None:
    """Refuse what is text for a program and not for people."""
    kind = suffix.upper() if suffix in _NOT_READ else ""
    if suffix not in ("html", "htm", "xhtml"):
        kind = kind or ("XML" if _XML.match(head) else "JSON" if _JSON.match(head) else "")
    if kind:
        raise unreadable("unknown_format", kind=kind)
