"""Bytes in, a frozen document out: its text with blocks, and what it says about itself."""

from factcheck.text.reading.about import ArticleDetails, details
from factcheck.text.reading.document import Document
from factcheck.text.reading.readers import READERS, read_document

__all__ = ["READERS", "ArticleDetails", "Document", "details", "read_document"]
