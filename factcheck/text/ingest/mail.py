"""The reader of messages: mails (.eml), and web pages that browsers save as one file (.mhtml)."""

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.blocks import find_blocks
from factcheck.text.ingest.document import ReaderOutput, to_one_line
from factcheck.text.ingest.encodings import decode
from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.html import read_html
from factcheck.text.normalise import normalise

_MAX_PARTS = 500
_PAGE_FIELDS = ("Snapshot-Content-Location", "Content-Location")


def read_mail(data: bytes) -> ReaderOutput:
    """Return the page or the text of a message, with the subject as title.

    Attachments are left out and named in a warning. Raises UnreadableFile if there is neither page nor text.
    """
    root = BytesParser(policy=policy.default).parsebytes(data.lstrip())
    parts = _text_parts(root)
    is_page = any(root[name] for name in _PAGE_FIELDS)
    body = (
        _first(parts, "text/html") if is_page else _first(parts, "text/plain") or _first(parts, "text/html")
    )
    body = body or _first(parts, "text/plain")
    if body is None:
        raise unreadable("mail_without_text")
    output = _read_part(body)
    url = str(root["Snapshot-Content-Location"] or body["Content-Location"] or "").strip()
    safe = url if url.startswith(("http://", "https://")) and len(url) <= 2000 else output.source_url
    title = output.title or to_one_line(_field(root, "Subject"))[:300]
    warnings = (*output.warnings, *_left_out(root, is_page=is_page))
    return replace(output, title=title, source_url=safe, warnings=warnings)


def _text_parts(root: EmailMessage) -> list[EmailMessage]:
    parts = []
    for number, part in enumerate(root.walk()):
        if number > _MAX_PARTS:
            break
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            parts.append(part)
    return parts


def _first(parts: list[EmailMessage], kind: str) -> EmailMessage | None:
    return next((part for part in parts if part.get_content_type() == kind), None)


def _read_part(part: EmailMessage) -> ReaderOutput:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset() or ""
    if part.get_content_type() == "text/html":
        return read_html(raw, charset=charset)
    text = normalise(decode(raw, charset=charset))
    return ReaderOutput(text, find_blocks(text))


def _left_out(root: EmailMessage, *, is_page: bool) -> tuple[StoredMessage, ...]:
    if is_page:
        return ()
    names = [to_one_line(part.get_filename() or "")[:80] for part in root.walk() if part.get_filename()]
    return (message("read.attachments", names=", ".join(names[:10])),) if names else ()


def _field(root: EmailMessage, name: str) -> str:
    try:
        return str(root[name] or "")
    except (ValueError, IndexError):  # the email package fails on some malformed fields
        return ""
