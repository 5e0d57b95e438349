"""Small files of every kind that an article comes in, with given paragraphs."""

import html
import io
import zipfile
from collections.abc import Callable, Sequence

import typst

Writer = Callable[[Sequence[str]], tuple[str, bytes]]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def txt(paragraphs: Sequence[str]) -> tuple[str, bytes]:
    return "article.txt", "\n\n".join(paragraphs).encode()


def page(paragraphs: Sequence[str]) -> tuple[str, bytes]:
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    return "article.html", f"<!doctype html><html><body><article>{body}</article></body></html>".encode()


def docx(paragraphs: Sequence[str]) -> tuple[str, bytes]:
    body = "".join(f"<w:p><w:r><w:t>{html.escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return "article.docx", kept.getvalue()


def pdf(paragraphs: Sequence[str]) -> tuple[str, bytes]:
    return "article.pdf", typst.compile("\n\n".join(paragraphs).encode(), format="pdf")


KINDS: dict[str, Writer] = {"txt": txt, "html": page, "docx": docx, "pdf": pdf}
