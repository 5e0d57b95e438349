"""The types of the table of map formats.

They are its rows, the results of readers, and the input of detection.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from factcheck.argument.graph import Graph


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A part of a file that was not imported, or with another meaning.

    `where` is a position in the file, such as "line 3" or "nodes[4].type".
    """

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The map of a file, with a note for each part that was lost or changed."""

    graph: Graph
    notes: tuple[ReadNote, ...] = ()


class DetectionScore(IntEnum):
    """How well the content and the name of a file match a format.

    The format with the highest score is used.
    """

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2
    STRONG = 3
    CERTAIN = 4


@dataclass(frozen=True, slots=True)
class FileSample:
    """The parts of a file that detection looks at.

    `document` is the object of a JSON file and None for any other file. `filename` is in lower case.
    """

    text: str
    filename: str
    document: Mapping[str, Any] | None

    @property
    def first_node(self) -> Mapping[str, Any]:
        """The first of the document's `nodes`, or an empty one.

        It distinguishes the node-and-edge formats.
        """
        nodes = self.document.get("nodes") if self.document else None
        return nodes[0] if isinstance(nodes, list) and nodes and isinstance(nodes[0], dict) else {}


Detect = Callable[[FileSample], DetectionScore]


@dataclass(frozen=True, slots=True)
class MapFormat:
    """A row of the table of map formats.

    `name` is the proper name of the format and `title` the label under which an export offers it. A format that can be
    written has `write`, `suffix` (the end of the file's name) and `media_type`; the same graph always gives the same
    bytes. A format that can be read has `read` and `detect`. The ids of a `titled` format
    are titles that people gave.
    """

    slug: str
    name: str
    title: str
    suffix: str = ""
    media_type: str = ""
    write: Callable[[Graph], bytes] | None = None
    read: Callable[[bytes], ReadResult] | None = None
    detect: Detect | None = None
    titled: bool = False
