"""What a reader hands back, and how the table of formats describes its readers and writers."""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.argument.graph import Graph


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Something of the file that the map could not keep, or had to read in another way.

    `where` is a position in the file, such as "line 3" or "nodes[4].type".
    """

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A map as read from a file, with a note for whatever of the file it does not hold."""

    graph: Graph
    notes: tuple[ReadNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """One way out. The same graph always gives the same bytes; `suffix` ends the file's name."""

    slug: str
    suffix: str
    media_type: str
    write: Callable[[Graph], bytes]


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in. `suffixes` are the endings of file names that speak for this format."""

    slug: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], ReadResult]
