"""The SVG of single things on a map; `drawing` puts them together."""
