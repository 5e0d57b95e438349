"""Factcheck: an article goes in, a checked article comes out."""
