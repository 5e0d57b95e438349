"""The SVG markup of single elements of a map, which `svg_document` assembles."""
