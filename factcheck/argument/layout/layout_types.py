"""The layout of a map as values.

Positions and sizes are in pixels, from the top left corner of the map.
"""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CardBox:
    """The position of a statement's card.

    A `stub` only names a statement whose card is in another component.
    """

    statement: str
    x: float
    y: float
    width: float
    height: float
    stub: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """The point of a line at which premises meet or an undercut ends."""

    relation: str
    at: Point


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A part of a relation's line, from its premise to its target.

    `points` are the 3n + 1 points of cubic Bezier curves.

    `premise` is the statement at which it starts, "" for the part from a joint to the target. `arrives` is true for the
    part that ends at the target.
    """

    relation: str
    premise: str
    arrives: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The size of a map and the positions of its elements."""

    width: float
    height: float
    boxes: tuple[CardBox, ...]
    joints: tuple[Joint, ...]
    lines: tuple[RelationLine, ...]
