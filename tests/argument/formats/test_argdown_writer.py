from dataclasses import replace

import pytest

from factcheck.argument.formats import read, write
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import CLAIM, SAMPLE
from tests.argument.graphs import HOSTILE
from tests.argument.sketch import sketch


def written(graph):
    return write(graph, "map.argdown").decode()


def read_back(graph):
    return read(write(graph, "map.argdown"), "map.argdown").graph


def test_every_punctuation_character_of_a_text_is_escaped():
    punctuation = "".join(char for char in map(chr, range(33, 127)) if not char.isalnum())
    text = written(Graph((Statement("a", punctuation),), ()))
    assert text == "[a]: " + "".join(f"\\{char}" for char in punctuation) + "\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_keep_their_relations(text):
    statements = (Statement("a", text), Statement("b", text), Statement("c", "C"))
    relations = (
        Relation("r", RelationKind.SUPPORT, ("a",), "c"),
        Relation("s", RelationKind.ATTACK, ("b", "c"), "a", scheme=text),
    )
    graph = read_back(Graph(statements, relations, title=text))
    assert graph.relations == relations
    assert graph.title == text
    assert graph.statement["a"].text == " ".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def test_a_plain_relation_is_an_arrow_between_titles():
    text = written(sketch("a=.5 b=.5", "a+b b-a"))
    assert '[a] {"factcheck": {"relation": "a+b"}}\n  +> [b]\n' in text
    assert '[b] {"factcheck": {"relation": "b-a"}}\n  -> [a]\n' in text


def test_linked_premises_are_a_structure_with_the_scheme_as_its_rule():
    assert "(1) [e1]\n(2) [p 1]\n--\nExpert opinion\n--\n(3) [c1]" in written(SAMPLE)


def test_an_undercut_targets_the_argument_and_not_the_statement():
    assert '[u] {"factcheck": {"relation": "u/a+b"}}\n  _> <item 1>' in written(
        sketch("a=.5 b=.5 u=.5", "a+b u/a+b")
    )


def test_an_id_that_is_no_valid_title_gets_another_title_and_stays_the_id():
    ids = ["a]b", "[x]", "item 1", "-dash", "two\nlines", "ü", "a" * 200, "ends ", "@[x]"]
    graph = Graph(tuple(Statement(name, name) for name in ids), ())
    assert [item.id for item in read_back(graph).statements] == ids
    assert "[item 1]: item 1\n" in written(graph)


def test_groups_become_headings_and_the_order_of_the_map_is_restored():
    def under(*path):
        return {"argdown": {"group": list(path)}}

    statements = (
        Statement("a", "A", extra=under("Costs")),
        Statement("b", "B"),
        Statement("c", "C", extra=under("Costs", "Side costs")),
        Statement("d", "D", extra=under("Costs")),
        Statement("e", "E", extra=under("# [odd] {x}")),
    )
    relation = Relation("r", RelationKind.SUPPORT, ("a", "b"), "c", extra=under("Costs"))
    graph = Graph(statements, (relation,))
    lines = written(graph).splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings == ["# Costs", "## Side costs", "# \\# \\[odd\\] \\{x\\}"]
    assert (
        lines.index("[b]: B") < lines.index("# Costs") < lines.index("[d]: D") < lines.index("## Side costs")
    )
    assert read_back(graph) == graph


def test_imported_markup_is_written_back_unless_the_text_was_edited():
    raw = "See **this** [report](https://r.example/1) and @[Other] #cost #(late payment)"
    graph = read(f"[T]: {raw} {{source: Ann}}\n".encode(), "map.argdown").graph
    assert raw in written(graph)
    assert '{"source": "Ann"}' in written(graph)
    edited = replace(graph, statements=(replace(graph.statements[0], text="Quite another text."),))
    assert "Quite another text\\. #(cost) #(late payment)" in written(edited)


def test_every_field_of_a_statement_round_trips():
    graph = Graph((replace(CLAIM, base=1e-05, origin="x", active=False, extra={"k": [None, 1.5]}),), ())
    assert read_back(graph) == graph


@pytest.mark.parametrize("kind", [RelationKind.ATTACK, RelationKind.SUPPORT])
def test_a_relation_onto_a_relation_keeps_its_kind(kind):
    graph = sketch("a=.5 b=.5", "a+b")
    graph = replace(graph, relations=(*graph.relations, Relation("x", kind, ("b",), "a+b")))
    assert read_back(graph) == graph


@pytest.mark.parametrize(
    ("text", "more", "where"),
    [
        ("x\0y", {}, "statements[1].text"),
        ("x", {"scheme": "\0"}, "relations[0].scheme"),
        ("x", {"extra": {"argdown": {"description": "\0"}}}, "the data of an imported file"),
    ],
)
def test_the_null_character_is_rejected(text, more, where):
    relation = Relation("r", RelationKind.SUPPORT, ("a", "b"), "a", **more)
    with pytest.raises(InvalidInput, match="U\\+0000") as refused:
        written(Graph((Statement("a", "A"), Statement("b", text)), (relation,)))
    assert refused.value.where == where


@pytest.mark.parametrize("raw", ["x\n\n[evil]: y", "x {a: 1}", "x // y", "x /* y", "x\ry"])
def test_stored_markup_that_would_act_as_syntax_is_escaped(raw):
    keep = {"argdown": {"raw": raw, "wordings": [raw], "description": raw, "tags": ["ok", "not) ok"]}}
    graph = Graph(
        (Statement("a", raw, extra=keep), Statement("b", "B")),
        (Relation("r", RelationKind.SUPPORT, ("a", "b"), "b", extra=keep),),
    )
    found = read_back(graph)
    assert [item.id for item in found.statements] == ["a", "b"]
    assert found.statements[0].text == " ".join(raw.split("\n")).replace("\r", " ")
    assert found.statements[0].extra["argdown"]["tags"] == ["ok"]
    assert [item.premises for item in found.relations] == [("a", "b")]
