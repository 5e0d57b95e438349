"""No door goes round the edits that drop sign-offs: whoever edits calls `review.edits`, `maps.merging` or
`maps.verdicts`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import factcheck

ROOT = Path(factcheck.__file__).parents[1]
EDITS = {
    "factcheck.claims.services": {"edit_claim"},
    "factcheck.claims.boundaries": {"move_borders", "divide"},
    "factcheck.claims.merge": {"merge"},
    "factcheck.review.merging": {"merge_claims"},
    "factcheck.actions.evidence": {"link_evidence", "edit_evidence", "edit_source"},
}
WRAPPERS = {ROOT / f"factcheck/{name}.py" for name in ("review/edits", "review/merging", "maps/merging")}
SOURCES = [
    path
    for folder in ("factcheck", "api")
    for path in (ROOT / folder).rglob("*.py")
    if path not in WRAPPERS and "migrations" not in path.parts
]


def names_used(path: Path) -> Iterator[tuple[str, str]]:
    """What a module takes from each of these services: imported by name, or asked of the imported module."""
    tree = ast.parse(path.read_text("utf-8"))
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in EDITS:
                    modules[alias.asname or alias.name] = whole
                elif node.module in EDITS:
                    yield node.module, alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def test_nobody_edits_past_the_layer_that_drops_sign_offs() -> None:
    past = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for module, name in names_used(path)
        if name in EDITS[module]
    }
    assert past == set()


def test_the_search_finds_what_it_looks_for() -> None:
    used = [pair for wrapper in WRAPPERS for pair in names_used(wrapper)]
    assert set().union(*EDITS.values()) == {name for module, name in used if name in EDITS[module]}


def test_evidence_is_changed_through_the_layer_that_finds_what_became_stale() -> None:
    callers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "factcheck.review.edits"
        and any(alias.name == "edit_evidence" for alias in node.names)
    }
    assert callers == {"factcheck/maps/verdicts.py"}
