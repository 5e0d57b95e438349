from textwrap import dedent

import pytest

from factcheck.argument.formats import ReadNote, detect, read, write


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
        "inference": {"note": "x"},
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
    assert texts(reading.graph) == {"A": "one #x", "B": "b"}
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
        ("===\n- a\n- b\n===\n[A]: a\n\n[B]: b", "frontmatter"),
        ("===\ntitle: [\n===\n[A]: a\n\n[B]: b", "frontmatter"),
        ("[A]: a\n\n[B]: b {x: [}", "line 3"),
        ('[A]: a {"factcheck": {"kind": "hunch"}}\n\n[B]: b', "line 1, data.kind"),
    ],
)
def test_broken_data_is_noted_with_its_line_and_the_rest_imported(text, where):
    reading = reading_of(text)
    assert [note.where for note in reading.notes] == [where]
    assert texts(reading.graph) == {"A": "a", "B": "b"}


def test_of_two_statements_with_one_id_the_second_is_set_aside():
    reading = reading_of('[A]: a {"factcheck": {"id": "x"}}\n\n[B]: b {"factcheck": {"id": "x"}}')
    assert texts(reading.graph) == {"x": "a"}
    assert reading.notes == (
        ReadNote("line 3", "The id “x” is taken already, by line 1. It was set aside: “b”."),
    )


@pytest.mark.parametrize(
    ("said", "text", "tags"),
    [
        ("The #MeToo movement led to 5 laws.", "The #MeToo movement led to 5 laws.", ["MeToo"]),
        ("Our port is still #1 for harassment.", "Our port is still #1 for harassment.", ["1"]),
        ("They marched under #MeToo", "They marched under #MeToo", ["MeToo"]),
        ("Tea is good. #pro #(my tag)", "Tea is good.", ["pro", "my tag"]),
        ("Tea is good #(my tag)", "Tea is good", ["my tag"]),
        ("We say #yes #(my tag)", "We say #yes", ["yes", "my tag"]),
        ("Not a tag: \\#MeToo", "Not a tag: #MeToo", []),
    ],
)
def test_tags_inside_a_text_are_its_words_and_tags_behind_it_are_not(said, text, tags):
    graph = graph_of(f"[A]: {said}")
    assert texts(graph) == {"A": text}
    assert graph.statement["A"].extra.get("argdown", {}).get("tags", []) == tags
    assert read(write(graph, "map.argdown"), "map.argdown").graph == graph


def test_block_yaml_in_braces_is_data():
    graph = graph_of("""
        [A]: A statement. {
            strength: 0.7
            sources:
                - x
                - y
            }
            + [B]: Another. {
          note: {a: 1}
        }
    """)
    assert texts(graph) == {"A": "A statement.", "B": "Another."}
    assert graph.statement["A"].extra["argdown"]["data"] == {"strength": 0.7, "sources": ["x", "y"]}
    assert graph.statement["B"].extra["argdown"]["data"] == {"note": {"a": 1}}
    assert arrows(graph) == ["B support A"]


def test_frontmatter_can_be_indented():
    graph = reading_of(
        "  ===\n  title: The pier\n  selection:\n    excludeArguments:\n      - b\n  ===\n\n"
        "  [Dear]: The pier is too dear.\n    - [Cheap]: The pier is cheap.\n"
    ).graph
    assert graph.title == "The pier"
    assert list(graph.statement) == ["Dear", "Cheap"]
    assert arrows(graph) == ["Cheap attack Dear"]
    assert graph.extra["argdown"]["frontmatter"] == {"selection": {"excludeArguments": ["b"]}}


STRICT = "===\nmodel:\n    mode: strict\n===\n"


@pytest.mark.parametrize("arrow", ["-", "<-", "->"])
def test_in_strict_mode_an_attack_between_statements_goes_both_ways(arrow):
    graph = reading_of(f"{STRICT}[A]: a\n  {arrow} [B]: b\n").graph
    assert sorted(arrows(graph)) == ["A attack B", "B attack A"]
    assert read(write(graph, "map.argdown"), "map.argdown").graph == graph


def test_in_strict_mode_an_argument_attacks_in_one_direction():
    assert arrows(reading_of(f"{STRICT}[A]: a\n  - <B>: b\n").graph) == ["B attack A"]


@pytest.mark.parametrize("place", ["inference", "conclusion"])
def test_the_statements_that_an_inference_uses_are_its_premises(place):
    on_rule, on_end = (" {uses: [1, 3]} ", "") if place == "inference" else ("", "{uses: [1, 3]}")
    text = f"<C>: why\n\n(1) a\n(2) b\n----\n(3) c\n(4) d\n--{on_rule}--\n(5) e {on_end}\n"
    graph = reading_of(text).graph
    named = texts(graph)
    assert [[named[name] for name in (*item.premises, item.target)] for item in graph.relations] == [
        ["a", "b", "c"],
        ["a", "c", "e"],
    ]
    again = read(write(graph, "map.argdown"), "map.argdown")
    assert (again.graph, again.notes) == (graph, ())


@pytest.mark.parametrize("uses", ["[1, 7]", "[1, 2]", "[1, x]"])
def test_a_number_that_is_not_above_is_noted(uses):
    reading = reading_of(f"<C>: why\n\n(1) a\n-- {{uses: {uses}}} --\n(2) b\n")
    assert [note.where for note in reading.notes] == ["line 4"]
    assert len(reading.graph.relations[0].premises) == 1


def test_a_support_of_an_inference_is_a_support_of_its_relation():
    graph = reading_of("<Rust>: why\n\n(1) a\n----\n(2) [C]: c\n\n[S]: s\n  +> <Rust>\n").graph
    assert [(item.kind, item.target) for item in graph.relations][1] == ("support", "Rust")


MARKDOWN = """# My essay

Some words. [link]: x

```argdown
[Pier]: The pier is old.
  - [Repair]: It was rebuilt in 2001.
```

  ~~~~ {.argdown-map title="x"}
  [More]: It is safe.
  ~~~
  ~~~~

```python
[no]: map
```
"""


def test_blocks_of_argdown_in_markdown_are_read():
    reading = read(MARKDOWN.encode(), detect(MARKDOWN.encode(), "essay.md"))
    assert texts(reading.graph)["Pier"] == "The pier is old."
    assert list(reading.graph.statement) == ["Pier", "Repair", "More"]
    assert arrows(reading.graph) == ["Repair attack Pier"]


def test_notes_on_a_block_in_markdown_have_the_line_of_the_file():
    text = MARKDOWN.replace("is old.", "is old. {x: [}")
    assert [note.where for note in read(text.encode(), "map.argdown").notes] == ["line 6"]
