"""Bytes in, a frozen document out: its text with blocks, and what it says about itself."""

from factcheck.text.reading.about import ArticleDetails, details

__all__ = ["ArticleDetails", "details"]
