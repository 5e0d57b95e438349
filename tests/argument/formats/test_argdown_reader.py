from textwrap import dedent

import pytest

from factcheck.argument.formats import read
from factcheck.exceptions import InvalidInput


def reading_of(text):
    return read(dedent(text).encode(), "map.argdown")


def graph_of(text):
    return reading_of(text).graph


def texts(graph):
    return {item.id: item.text for item in graph.statements}


def arrows(graph):
    return [f"{'&'.join(item.premises)} {item.kind} {item.target}" for item in graph.relations]


@pytest.mark.parametrize(
    ("arrow", "expected"),
    [
        ("+", ["B support A"]),
        ("<+", ["B support A"]),
        ("-", ["B attack A"]),
        ("<-", ["B attack A"]),
        ("+>", ["A support B"]),
        ("->", ["A attack B"]),
        ("><", ["B attack A", "A attack B"]),
    ],
)
def test_arrows_determine_kind_premise_and_target(arrow, expected):
    graph = graph_of(f"[A]: one\n  {arrow} [B]: two\n")
    assert texts(graph) == {"A": "one", "B": "two"}
    assert arrows(graph) == expected


def test_an_arrow_belongs_to_the_nearest_less_indented_line():
    graph = graph_of("""
        [A]: one
          + [B]: two
              - [C]: three
          - [D]: four
            + [E]: five
              + [F]: six
    """)
    assert arrows(graph) == ["B support A", "C attack B", "D attack A", "E support D", "F support E"]


def test_wrapped_lines_are_one_text():
    graph = graph_of("""
        [A]: A text that
        goes on
          over three lines.
          + <B>: Another -- one
          that is wrapped.
    """)
    assert texts(graph) == {
        "A": "A text that goes on over three lines.",
        "B": "Another -- one that is wrapped.",
    }


def test_a_sketch_is_a_statement_with_relations():
    graph = graph_of("[A]: one\n  <- <B>: two\n\n<B>\n  <+ <C>: three")
    assert texts(graph) == {"A": "one", "B": "two", "C": "three"}
    assert arrows(graph) == ["B attack A", "C support B"]
    assert graph.statement["B"].extra["argdown"]["argument"] is True


@pytest.mark.parametrize("block", ["<B>\n  <_ [U]: not so", "[U]: not so\n  _> <B>"])
def test_an_undercut_of_a_sketch_undercuts_each_of_its_relations(block):
    graph = graph_of(f"[A]: one\n  - <B>: two\n\n[C]: three\n  + <B>\n\n{block}")
    assert arrows(graph)[:2] == ["B attack A", "B support C"]
    assert arrows(graph)[2:] == [f"U undercut {item.id}" for item in graph.relations[:2]]


def test_an_undercut_of_an_argument_without_relations_is_an_attack_with_a_note():
    reading = reading_of("<B>: two\n  <_ [U]: not so")
    assert arrows(reading.graph) == ["U attack B"]
    assert [note.where for note in reading.notes] == ["line 2"]


def test_a_structure_is_one_relation_with_linked_premises():
    graph = graph_of("""
        <Case>: What it is about.

        (1) [P]: first
        (2) second
          - [D]: doubt
        --
        Modus ponens, Specification {uses: [1, 2], note: x}
        --
        (3) [C]: hence
          -> [E]: else
    """)
    assert texts(graph) == {
        "P": "first",
        "Untitled statement 1": "second",
        "D": "doubt",
        "C": "hence",
        "E": "else",
    }
    case = graph.relation["Case"]
    assert (case.premises, case.target) == (("P", "Untitled statement 1"), "C")
    assert case.scheme == "Modus ponens, Specification"
    assert case.extra["argdown"] == {
        "description": "What it is about.",
        "inference": {"uses": [1, 2], "note": "x"},
    }
    assert arrows(graph) == [
        "D attack Untitled statement 1",
        "P&Untitled statement 1 support C",
        "C attack E",
    ]


def test_a_structure_with_several_inferences_is_a_relation_for_each():
    graph = graph_of("""
        <Case>

        (1) [A]: a
        (2) [B]: b
        ----
        (3) [C]: c
        (4) [D]: d
        -- Rule {uses: [1, 4]} --
        (5) [E]: e
          + <Case>
        -----
        (6) [F]: f
    """)
    assert arrows(graph) == ["A&B support C", "A&D support E", "F support E", "E support F"]
    assert [item.id for item in graph.relations] == ["Case (1)", "Case (2)", "r1", "Case"]


def test_an_attack_on_a_structured_argument_undercuts_its_inference():
    graph = graph_of("""
        <Case>

        (1) [A]: a
        ----
          <_ [U]: undercut
        (2) [B]: b

        [X]: x
          -> <Case>
          +> <Case>
          _> <Case>
    """)
    assert arrows(graph) == ["A support B", "U undercut Case", "X undercut Case", "X support Case"]


def test_the_conclusion_of_a_structured_argument_is_the_premise_of_its_arrows():
    graph = graph_of("""
        [T]: thesis
          <+ <Case>
          <- <Case>

        [C]
          <+ <Case>

        <Case>

        (1) [A]: a
        ----
        (2) [C]: c
    """)
    assert arrows(graph) == ["C support T", "C attack T", "A support C"]


def test_numbered_lines_without_a_conclusion_are_noted_and_have_no_relation():
    reading = reading_of("(1) [A]: a\n(2) [B]: b\n  + [C]: c\n")
    assert texts(reading.graph) == {"A": "a", "B": "b", "C": "c"}
    assert arrows(reading.graph) == ["C support B"]
    assert [note.where for note in reading.notes] == ["line 2"]


def test_mentions_of_one_title_are_one_statement():
    reading = reading_of("[A]\n  + [B]: b\n\n[A]: one #x\n\n[A]: one\n\n[A]: uno\n\n[B] #y")
    assert texts(reading.graph) == {"A": "one", "B": "b"}
    assert reading.graph.statement["A"].extra["argdown"] == {
        "raw": "one #x",
        "wordings": ["uno"],
        "tags": ["x"],
    }
    assert reading.graph.statement["B"].extra["argdown"] == {"tags": ["y"]}
    assert [note.where for note in reading.notes] == ["line 8"]


def test_a_title_without_a_text_is_its_own_text():
    assert texts(graph_of("[A]\n  + [B]\n")) == {"A": "A", "B": "B"}


def test_a_statement_and_an_argument_may_share_a_title():
    graph = graph_of("[A]: statement\n  + <A>: argument")
    assert texts(graph) == {"A": "statement", "A (argument)": "argument"}
    assert arrows(graph) == ["A (argument) support A"]


def test_a_repeated_arrow_is_one_relation():
    assert arrows(graph_of("[A]: a\n  + [B]: b\n\n[B]\n  +> [A]\n")) == ["B support A"]


def test_headings_are_groups():
    graph = graph_of("""
        [Z]: before

        # One @[Z] {isGroup: false}

        [A]: a

        ## Two
        wrapped

        [B]: b

        # Three

        <C>

        (1) [D]: d
        ----
        (2) [E]: e
    """)
    groups = {item.id: item.extra.get("argdown", {}).get("group") for item in graph.statements}
    assert groups == {
        "Z": None,
        "A": ["One @[Z]"],
        "B": ["One @[Z]", "Two wrapped"],
        "D": ["Three"],
        "E": ["Three"],
    }
    assert graph.relation["C"].extra["argdown"]["group"] == ["Three"]
    assert graph.extra["argdown"]["headings"] == [{"path": ["One @[Z]"], "data": {"isGroup": False}}]


def test_frontmatter_has_the_title_and_is_stored():
    graph = graph_of(
        "===\ntitle: Tea: hot\n===\n".replace("Tea: hot", '"Tea: hot"\ndate: 2020-01-02\nn: 1e-3')
    )
    assert graph.title == "Tea: hot"
    assert graph.extra == {"argdown": {"frontmatter": {"date": "2020-01-02", "n": 0.001}}}


def test_tags_links_and_emphasis_are_removed_from_the_text_and_stored():
    graph = graph_of(
        "[A]: A **bold** _word_, snake_case, [a link](https://x.example/?a=b) :heart: #one #(two words)"
    )
    assert texts(graph)["A"] == "A bold word, snake_case, a link :heart:"
    block = graph.statement["A"].extra["argdown"]
    assert block["tags"] == ["one", "two words"]
    assert block["links"] == [{"text": "a link", "url": "https://x.example/?a=b"}]


def test_escaped_characters_are_themselves():
    assert texts(graph_of(r"[A]: \[no\]\: \#tag \/\/ \{a\} \*b\* \\ \ "))["A"] == r"[no]: #tag // {a} *b* \  "


def test_data_with_any_characters_is_stored():
    graph = graph_of("""
        [A]: one {
          source: "a // b } c",
          n: [1, {x: 2}]
        }
          + [B]: two {don't: it's}
        """)
    assert graph.statement["A"].extra["argdown"]["data"] == {"source": "a // b } c", "n": [1, {"x": 2}]}
    assert graph.statement["B"].extra["argdown"]["data"] == {"don't": "it's"}
    assert arrows(graph) == ["B support A"]


def test_an_open_brace_is_text():
    assert texts(graph_of("[A]: a { b\n\n[B]: c } d"))["A"] == "a { b"


def test_comments_are_removed_and_do_not_end_paragraphs():
    graph = graph_of("""
        // a comment
        [A]: one // and more
        /* over
           two lines */
        two <!-- not
        this --> three
          // here too
          + [B]: b
    """)
    assert texts(graph) == {"A": "one two three", "B": "b"}
    assert arrows(graph) == ["B support A"]


def test_prose_is_noted_with_its_line_and_not_imported():
    reading = reading_of(
        "Some prose\nover two lines.\n\n* a list item\n\n[A]: one\n\nmore prose\n  + [B]: b\n"
    )
    assert texts(reading.graph) == {"A": "one", "Untitled statement 1": "more prose", "B": "b"}
    assert [note.where for note in reading.notes] == ["line 1", "line 4"]


def test_an_arrow_without_a_statement_above_is_noted_with_its_line():
    reading = reading_of("[A]: one\n\n+ [B]: two\n")
    assert arrows(reading.graph) == []
    assert [note.where for note in reading.notes] == ["line 3"]


def test_carriage_returns_end_lines():
    assert arrows(graph_of("[A]: one\r\n  + [B]: two\r  - [C]: three")) == ["B support A", "C attack A"]


def test_an_inference_without_a_conclusion_is_noted():
    reading = reading_of("""
        (1) [A]: a
        ----
          <_ [U]: not so
        ----
        (2) [B]: b
    """)
    assert arrows(reading.graph) == ["A support B"]
    assert [note.where for note in reading.notes] == ["line 3"]


def test_an_arrow_that_starts_at_an_inference_is_noted():
    text = """
        <r1> {"factcheck": {"relation": "r1", "kind": "attack"}}
          <+ [A]
          -> [B]

        [C]: c
          <+ <r1>
    """
    reading = reading_of(text)
    assert arrows(reading.graph) == ["A attack B"]
    assert [note.where for note in reading.notes] == ["line 7"]


@pytest.mark.parametrize("front", ["", "\n", "# only a comment\n"])
def test_empty_frontmatter_is_ignored(front):
    assert graph_of(f"===\n{front}===\n\n[A]: a").extra == {}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("===\n- a\n- b\n===\n", "frontmatter"),
        ("[A]: a\n\n[B]: b {x: [}", "line 3"),
        ("===\ntitle: [\n===\n", "frontmatter"),
        ('[A]: a {"factcheck": {"kind": "hunch"}}', "line 1, data.kind"),
        ('[A]: a {"factcheck": {"id": "x"}}\n\n[B]: b {"factcheck": {"id": "x"}}', "line 3"),
    ],
)
def test_broken_data_raises_an_error_with_its_line(text, where):
    with pytest.raises(InvalidInput) as refused:
        reading_of(text)
    assert refused.value.where == where
