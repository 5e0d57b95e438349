"""Bytes in, a frozen document out: its text with blocks, and what it says about itself."""

from factcheck.text.ingest.document import Document
from factcheck.text.ingest.metadata import ArticleDetails, extract_details
from factcheck.text.ingest.registry import READERS, read_document

__all__ = ["READERS", "ArticleDetails", "Document", "extract_details", "read_document"]
