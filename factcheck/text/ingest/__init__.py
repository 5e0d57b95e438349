"""Ingestion of files: bytes in, a frozen document out.

A document has a text, blocks and metadata.
"""

from factcheck.text.ingest.document import Document
from factcheck.text.ingest.metadata import ArticleDetails, extract_details
from factcheck.text.ingest.registry import READERS, read_document

__all__ = ["READERS", "ArticleDetails", "Document", "extract_details", "read_document"]
