"""Argdown 2 (Voigt): a text format for maps.

`writer` and `reader` are the two directions.
"""
