"""What a file would change in a map that exists: its statements and relations matched with those of the map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.argument.formats.source_form import get_source_id
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import StatementKind

# A file is another version of an imported one if at least this share of the statements of both is the same.
MIN_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class MapDifferences:
    """The differences between a file and a map.

    `matched` has the id in the map by the id in the file. Added items are those of the file, changed ones are pairs of
    the file's item and the map's, and removed ones are items of the map that an earlier import added. `kept` are the
    claims and evidence of the map that the file has with another text or has not: they are people's work and stay.
    A file that `replaces` the map is another version of the one it was imported from; any other only adds to it.
    """

    matched: Mapping[str, str]
    replaces: bool = False
    kept: tuple[Statement, ...] = ()
    added_statements: tuple[Statement, ...] = ()
    changed_statements: tuple[tuple[Statement, Statement], ...] = ()
    removed_statements: tuple[Statement, ...] = ()
    added_relations: tuple[Relation, ...] = ()
    changed_relations: tuple[tuple[Relation, Relation], ...] = ()
    removed_relations: tuple[Relation, ...] = ()

    @property
    def count(self) -> int:
        """The number of all differences."""
        return sum(
            map(
                len,
                (
                    self.added_statements,
                    self.changed_statements,
                    self.removed_statements,
                    self.added_relations,
                    self.changed_relations,
                    self.removed_relations,
                ),
            )
        )


def compare_maps(file: Graph, current: Graph) -> MapDifferences:
    """Return what a file would change in a map.

    A statement is matched by its id in the imported file, or else by its text; a relation by its kind and its ends.
    """
    by_source = {get_source_id(item): item.id for item in current.statements if get_source_id(item)}
    common = [item for item in file.statements if item.id in by_source]
    replaces = len(common) >= MIN_COMMON * max(len(file.statements), len(by_source))
    matched = _match_statements(file, current, by_source if replaces else {})
    matcher = _RelationMatcher(current, matched)
    for relation in _targets_first(file):
        matcher.match(relation)
    pairs = [(item, current.statement[matched[item.id]]) for item in file.statements if item.id in matched]
    changed = [(new, old) for new, old in pairs if _to_words(new.text) != _to_words(old.text)]
    relation_pairs = [
        (item, current.relation[matched[item.id]]) for item in file.relations if item.id in matched
    ]
    gone, gone_relations = _list_gone(current, set(matched.values())) if replaces else ([], [])
    return MapDifferences(
        matched=matched,
        replaces=replaces,
        kept=(*(old for _new, old in changed if not _is_premise(old)), *_without_premises(gone)),
        added_statements=tuple(item for item in file.statements if item.id not in matched),
        changed_statements=tuple(pair for pair in changed if _is_premise(pair[1])),
        removed_statements=tuple(filter(_is_premise, gone)),
        added_relations=tuple(item for item in file.relations if item.id not in matched),
        changed_relations=tuple(
            (new, old)
            for new, old in relation_pairs
            if _is_row(old) and (new.base, new.scheme) != (old.base, old.scheme)
        ),
        removed_relations=tuple(filter(_is_row, gone_relations)),
    )


def _list_gone(current: Graph, used: set[str]) -> tuple[list[Statement], list[Relation]]:
    """Return the imported statements and relations that a new version of the file does not have.

    A statement that people's relations use stays.
    """
    relations = [item for item in current.relations if item.id not in used and get_source_id(item)]
    names = {item.id for item in relations}
    in_use = {
        name for item in current.relations if item.id not in names for name in (*item.premises, item.target)
    }
    statements = [
        item
        for item in current.statements
        if item.id not in used and item.id not in in_use and get_source_id(item)
    ]
    return statements, relations


def _match_statements(file: Graph, current: Graph, by_source: Mapping[str, str]) -> dict[str, str]:
    matched = {item.id: by_source[item.id] for item in file.statements if item.id in by_source}
    used = set(matched.values())
    by_text: dict[str, list[str]] = {}
    for item in reversed(current.statements):
        if item.id not in used:
            by_text.setdefault(_to_words(item.text), []).append(item.id)
    for item in file.statements:
        same = by_text.get(_to_words(item.text))
        if item.id not in matched and same:
            matched[item.id] = same.pop()
    return matched


@dataclass(slots=True)
class _RelationMatcher:
    """Matches relations by kind and ends, and adds them to `matched`."""

    current: Graph
    matched: dict[str, str]
    free: dict[tuple[str, frozenset[str], str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in reversed(self.current.relations):
            key = (item.kind.value, frozenset(item.premises), item.target)
            self.free.setdefault(key, []).append(item.id)

    def match(self, relation: Relation) -> None:
        ends = [self.matched.get(name, "") for name in (*relation.premises, relation.target)]
        key = (relation.kind.value, frozenset(ends[:-1]), ends[-1])
        if all(ends) and self.free.get(key):
            self.matched[relation.id] = self.free[key].pop()


def _targets_first(graph: Graph) -> Iterable[Relation]:
    """Yield the relations that lead to a statement, each after the relation that it targets."""
    queue = [item.id for item in graph.statements]
    while queue:
        found = graph.incoming.get(queue.pop(), ())
        yield from found
        queue += [item.id for item in found]


def _is_premise(item: Statement) -> bool:
    return item.kind is StatementKind.PREMISE


def _without_premises(items: Iterable[Statement]) -> list[Statement]:
    return [item for item in items if not _is_premise(item)]


def _is_row(item: Relation) -> bool:
    """Return whether a relation has a row of its own. Those of evidence and of compound claims have none."""
    return item.id.startswith("r")


def _to_words(text: str) -> str:
    return " ".join(text.replace("\x00", "").split()) or "…"
