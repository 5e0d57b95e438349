"""Text in, frozen values out: blocks, sentences, claims, their wording and worth, and similarity. No Django.

`splitters` is the entry point for articles, `ingest` for files, `similarity` and `passage_ranking` for search.
"""
