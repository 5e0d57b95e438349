"""Small hand-made DOCX packages, so that the tests control every byte."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "Quote", "caption")
)


def paragraph(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx(
    *paragraphs: str,
    prologue: str = "",
    extra: dict[str, bytes] | None = None,
    main: str = "word/document.xml",
    separator: str = "/",
) -> bytes:
    body = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.replace("word/document.xml", main),
        "word/styles.xml": f'<w:styles xmlns:w="{_NAMESPACE}">{_STYLES}</w:styles>',
        main: f'<?xml version="1.0" encoding="UTF-8"?>{prologue}{body}',
        **(extra or {}),
    }
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo()
            info.filename, info.compress_type = name.replace("/", separator), ZIP_DEFLATED
            archive.writestr(info, content)
    return package.getvalue()
