"""The parts of a Word file: checked against zip bombs and entities, found by their relationships."""

import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from xml.sax import ContentHandler, SAXException
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from lxml import etree

from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.formats import explain_package

# Limits against zip bombs, checked by the sizes that the package declares. zipfile stops at the declared size.
_MAX_PARTS = 5_000
_MAX_UNPACKED_BYTES = 200_000_000
_MAX_XML_BYTES = 10_000_000
# Word nests tables, controls and text boxes; no text is nested this deeply.
_MAX_DEPTH = 150
_READ_ERRORS = (
    *(BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, SAXException, ValueError),
    *(zlib.error, etree.XMLSyntaxError),
)
_MAIN = "/officeDocument"


class DocxPackage:
    """An opened Word file. Raises UnreadableFile if it is damaged, encrypted, too large, or no Word document."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
            self._parts = {_to_name(part.filename): part for part in self._zip.infolist()}
            self._check()
            targets = self.relationships("")
            self.main = next((name for kind, name in targets.values() if kind.endswith(_MAIN)), "")
        except _READ_ERRORS as error:
            raise unreadable("docx_damaged") from error
        # An unrelated package, such as a spreadsheet, has a main part of another kind.
        if self.main.lower() not in self._parts or self.main.startswith(("xl/", "ppt/")):
            raise explain_package(data)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; empty if there is none."""
        part = self._parts.get(name.lower())
        try:
            return b"" if part is None else self._zip.read(part)
        except _READ_ERRORS as error:
            raise unreadable("docx_damaged") from error

    def xml(self, name: str) -> Any:
        """Return the root element of a part, or None if there is no such part."""
        data = self.read(name)
        if not data:
            return None
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise unreadable("docx_damaged") from error

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the target part of each relationship of a part, by id; of the package for ""."""
        folder, name = dirname(part), part.rpartition("/")[2]
        root = self.xml(_to_name(f"{folder}/_rels/{name}.rels"))
        found = {}
        for item in () if root is None else root:
            if isinstance(item.tag, str) and item.get("TargetMode") != "External":
                target = item.get("Target", "").replace("\\", "/")
                path = target if target.startswith("/") else join(folder, target)
                found[item.get("Id", "")] = (item.get("Type", ""), normpath(path).lstrip("/"))
        return found

    def related(self, kind: str) -> str:
        """Return the name of the main part's styles, notes and the like: by relationship, else where Word puts it."""
        targets = self.relationships(self.main).values()
        beside = f"{dirname(self.main)}/{kind}.xml"
        return next((name for type_, name in targets if type_.endswith(f"/{kind}")), beside)

    def _check(self) -> None:
        parts = list(self._parts.values())
        if any(part.flag_bits & 1 for part in parts):
            raise unreadable("docx_encrypted")
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if (
            len(parts) > _MAX_PARTS
            or sum(part.file_size for part in parts) > _MAX_UNPACKED_BYTES
            or sum(part.file_size for part in xml) > _MAX_XML_BYTES
        ):
            raise unreadable("docx_too_large")
        for part in xml:
            self._check_xml(part)

    def _check_xml(self, part: ZipInfo) -> None:
        try:
            parseString(self._zip.read(part), _DepthLimit(), forbid_dtd=True)
        except DefusedXmlException as error:
            raise unreadable("docx_entities") from error


class _DepthLimit(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (the interface of xml.sax)
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise unreadable("nested_too_deeply", limit=_MAX_DEPTH)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1


def _to_name(path: str) -> str:
    # Some programs write backslashes, and Word reads them; names of parts ignore case (ECMA-376 part 2).
    return normpath(path.replace("\\", "/")).lstrip("/").lower()
