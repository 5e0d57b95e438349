"""Argdown (Voigt, Argdown 2): the written form of a map, in `writing`, `reading` and what both share."""
