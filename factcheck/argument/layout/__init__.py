"""Layout of maps: the positions of cards and lines.

`map_layout` calls the other modules.
"""
