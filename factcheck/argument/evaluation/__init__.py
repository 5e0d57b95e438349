"""Numerical evaluation of maps, used by `semantics`: which strengths depend on which, and how they are computed."""
