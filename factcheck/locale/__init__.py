"""Translations: one catalog and one module of date formats per language; see docs/languages.md."""
