import pytest

from factcheck.argument.formats import ReadNote, read
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput

TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<arggraph id="tea_01" topic_id="tea" stance="pro">
  <edu id="e1"><![CDATA[Tea is <good>]]></edu>
  <edu id="e2">and we should drink it.</edu>
  <edu id="e3">By the way.</edu>
  <edu id="e4">It is warm.</edu>
  <edu id="e5">But it gets cold.</edu>
  <edu id="e6">Ann drinks it.</edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/><adu id="a2" type="pro"/><adu id="a3" type="opp"/><adu id="a4" type="pro"/>
  <edge id="s1" src="e2" trg="j1" type="seg"/>
  <edge id="s2" src="e1" trg="j1" type="seg"/>
  <edge id="s3" src="j1" trg="a1" type="seg"/>
  <edge id="s4" src="e4" trg="a2" type="seg"/>
  <edge id="s5" src="e5" trg="a3" type="seg"/>
  <edge id="s6" src="e6" trg="a4" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="sup"/>
  <edge id="c2" src="a4" trg="c1" type="add"/>
  <edge id="c3" src="a3" trg="c1" type="und"/>
  <edge id="c4" src="a3" trg="a1" type="reb"/>
  <edge id="c5" src="a4" trg="a2" type="exa"/>
</arggraph>
"""


def read_text(text):
    return read(text.encode(), "map.microtext")


def test_units_take_their_segments_texts_in_the_order_of_the_text():
    graph = read_text(TEXT).graph
    assert [(item.id, item.text) for item in graph.statements] == [
        ("a1", "Tea is <good> and we should drink it."),
        ("a2", "It is warm."),
        ("a3", "But it gets cold."),
        ("a4", "Ann drinks it."),
    ]
    assert graph.statement["a3"].extra == {"microtext": {"role": "opp", "segments": ["e5"]}}
    assert (graph.title, graph.extra) == ("tea_01", {"microtext": {"topic_id": "tea", "stance": "pro"}})


def test_edges_become_relations_with_linked_premises_and_undercuts():
    relations = [(item.id, item.kind, item.premises, item.target) for item in read_text(TEXT).graph.relations]
    assert relations == [
        ("c1", RelationKind.SUPPORT, ("a2", "a4"), "a1"),
        ("c3", RelationKind.UNDERCUT, ("a3",), "c1"),
        ("c4", RelationKind.ATTACK, ("a3",), "a1"),
        ("c5", RelationKind.SUPPORT, ("a4",), "a2"),
    ]
    assert read_text(TEXT).graph.relation["c5"].scheme == "Example"


def test_a_rebuttal_of_a_relation_is_an_undercut():
    graph = read_text(TEXT.replace('src="a3" trg="a1"', 'src="a3" trg="c1"')).graph
    assert graph.relation["c4"].kind is RelationKind.UNDERCUT


def test_a_segment_outside_the_argument_is_noted():
    message = "This segment is not part of a unit of the argument; it was not imported."
    assert read_text(TEXT).notes == (ReadNote("edu “e3”", message),)


def test_an_element_of_another_format_is_noted():
    reading = read_text(TEXT.replace("<joint", "<image id='x'/><joint"))
    assert reading.notes[0].where == "image[6]"


@pytest.mark.parametrize(
    ("before", "after", "where", "message"),
    [
        ("</arggraph>", "", "line 23, column 1", "not XML"),
        ('type="und"', 'type="under"', "edge “c3”", "none of seg, add"),
        ('trg="c1" type="und"', 'trg="a1" type="und"', "edge “c3”", "not a relation"),
        ('<adu id="a4"', '<adu id="a3"', "adu[10]", "taken"),
        ('src="a4" trg="a2"', 'trg="a2"', "edge “c5”", "“src” is missing"),
        ("arggraph", "graph", "line 1", "<graph> instead of <arggraph>"),
    ],
)
def test_a_broken_file_raises_an_error_with_its_position(before, after, where, message):
    assert before in TEXT
    with pytest.raises(InvalidInput, match=message) as refused:
        read_text(TEXT.replace(before, after))
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("before", "after", "where", "message"),
    [
        ('src="a3" trg="a1"', 'src="e5" trg="a1"', "edge “c4”", "The premise “e5” does not exist"),
        ('trg="a2" type="exa"', 'trg="a9" type="exa"', "edge “c5”", "The target “a9” does not exist"),
    ],
)
def test_an_edge_to_nowhere_is_noted_and_the_rest_imported(before, after, where, message):
    reading = read_text(TEXT.replace(before, after))
    assert where in [note.where for note in reading.notes]
    assert any(message in note.message for note in reading.notes)
    assert reading.graph.statements == read_text(TEXT).graph.statements
