"""Numerical evaluation of maps, used by `semantics`."""
