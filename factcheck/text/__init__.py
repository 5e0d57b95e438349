"""Text in, frozen values out. No Django.

Blocks, sentences, claims with their wording and worth, and similarity. `splitters` is the entry point for articles,
`ingest` for files, `similarity` and `passage_ranking` for search.
"""
