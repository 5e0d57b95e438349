"""Where everything of a map stands: the values that layout makes and drawings read. Pixels from the top left."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CardBox:
    """The place of a statement's card. A `stub` only names a statement whose card stands elsewhere."""

    statement: str
    x: float
    y: float
    width: float
    height: float
    stub: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """The point in a relation's line where linked premises meet, or where an undercut cuts it."""

    relation: str
    at: Point


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A piece of a relation's line as cubic Bezier points (3n + 1 of them), from its premise towards its target.

    `premise` is the statement it starts from, empty for the piece from a joint to the target; `arrives` is true for
    the piece that ends at the target.
    """

    relation: str
    premise: str
    arrives: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A map laid out: its size, and what stands where. It may be cut into pages at the heights in `tops`."""

    width: float
    height: float
    boxes: tuple[CardBox, ...]
    joints: tuple[Joint, ...]
    lines: tuple[RelationLine, ...]
    tops: tuple[float, ...] = ()

    @property
    def max_component_height(self) -> float:
        """The height of the tallest part that no page should cut."""
        ends = [*self.tops[1:], self.height]
        return max((end - top for top, end in zip(self.tops, ends, strict=False)), default=self.height)
