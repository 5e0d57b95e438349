"""Layouts of public maps, whose folder `argmaps` is in the folder that FACTCHECK_CORPORA names."""

import os
from math import sqrt
from pathlib import Path

import pytest

from factcheck.argument.formats import read
from factcheck.argument.layout.map_layout import SCREEN_ASPECT, arrange, lay_out_components
from factcheck.argument.layout.packing import pack
from factcheck.argument.node_cards import build_cards
from factcheck.argument.semantics import evaluate
from tests.argument.layout_faults import find_overlaps

CORPORA = os.environ.get("FACTCHECK_CORPORA")
PATHS = sorted((Path(CORPORA) / "argmaps").rglob("*.argdown")) if CORPORA else []

pytestmark = pytest.mark.skipif(not PATHS, reason="FACTCHECK_CORPORA names no folder with argmaps/")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_components_do_not_overlap_and_fill_a_page_as_well_as_their_largest_allows(path):
    graph = read(path.read_bytes(), "map.argdown").graph
    components = lay_out_components(graph, build_cards(graph, evaluate(graph)))
    sizes = [item.size for item in components]
    layout = arrange(components, pack(sizes, SCREEN_ASPECT))
    assert find_overlaps(layout) == []
    assert sorted(box.statement for box in layout.boxes if not box.stub) == sorted(graph.statement)
    smallest = max(
        sqrt(sum(width * height for width, height in sizes) / SCREEN_ASPECT),
        *(max(width / SCREEN_ASPECT, height) for width, height in sizes),
    )
    assert max(layout.width / SCREEN_ASPECT, layout.height) < 1.6 * smallest
