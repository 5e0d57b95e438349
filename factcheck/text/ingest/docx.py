"""The reader of Word documents: mammoth converts them to HTML.

Malicious packages are rejected before that.
"""

import zlib
from io import BytesIO
from xml.sax import ContentHandler, SAXException
from zipfile import BadZipFile, ZipFile

import mammoth
from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from factcheck.text.ingest.document import ReaderOutput, assemble_blocks
from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.html_blocks import extract_blocks

_MAIN_PART = "word/document.xml"
# Limits against zip bombs, checked by the sizes that the package declares. zipfile stops at the declared size.
_MAX_PARTS = 5_000
_MAX_UNPACKED_BYTES = 200_000_000
_MAX_XML_BYTES = 10_000_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_READ_ERRORS = (BadZipFile, EOFError, KeyError, NotImplementedError, SAXException, ValueError, zlib.error)


def read_docx(data: bytes) -> ReaderOutput:
    """Return the text with headings, lists, quotations and captions.

    Comments and pictures are left out. Raises UnreadableFile if the file is damaged, encrypted, too large, or not a
    Word document.
    """
    try:
        _check_package(data)
        converted = mammoth.convert_to_html(
            BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {}),
        )
    except _READ_ERRORS as error:
        raise unreadable("docx_damaged") from error
    return ReaderOutput(*assemble_blocks(extract_blocks(converted.value)))


def _check_package(data: bytes) -> None:
    """Raise UnreadableFile for a package that is malicious or not a Word document.

    It unpacks to too much, declares XML entities, or has no document part.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        if _MAIN_PART not in package.namelist():
            raise unreadable("docx_no_main_part")
        if any(part.flag_bits & 1 for part in parts):
            raise unreadable("docx_encrypted")
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if (
            len(parts) > _MAX_PARTS
            or sum(part.file_size for part in parts) > _MAX_UNPACKED_BYTES
            or sum(part.file_size for part in xml) > _MAX_XML_BYTES
        ):
            raise unreadable("docx_too_large")
        for part in xml:
            _ensure_no_entities(package.read(part))


def _ensure_no_entities(xml: bytes) -> None:
    try:
        parseString(xml, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise unreadable("docx_entities") from error
