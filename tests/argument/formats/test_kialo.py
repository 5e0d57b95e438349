import pytest

from factcheck.argument.formats import ReadNote, read
from factcheck.enums import RelationKind

DEBATE = """Discussion Title: Should tea be free?

1. Tea should be free.
1.1. Pro: It is [good for you](https://health.example/tea), they say
on the second line.

And after an empty one.
1.1.1. Con: The study was small.
1.2. Con: Somebody has to pay \\[in the end\\].
1.2.1. Con: -> See 1.1.
1.3. Pro: -> See 1.2.1.
"""


def read_text(text):
    return read(text.encode(), "map.kialo")


def relations(graph):
    return [(item.id, item.kind, item.premises, item.target) for item in graph.relations]


def test_claims_with_pro_and_con_become_statements_and_relations():
    reading = read_text(DEBATE)
    graph = reading.graph
    assert graph.title == "Should tea be free?"
    assert [item.id for item in graph.statements] == ["1", "1.1", "1.1.1", "1.2"]
    assert relations(graph)[:3] == [
        ("1.1 Pro", RelationKind.SUPPORT, ("1.1",), "1"),
        ("1.1.1 Con", RelationKind.ATTACK, ("1.1.1",), "1.1"),
        ("1.2 Con", RelationKind.ATTACK, ("1.2",), "1"),
    ]
    assert reading.notes == ()


def test_cross_links_are_followed_to_the_claim_also_over_other_links():
    assert relations(read_text(DEBATE).graph)[3:] == [
        ("1.2.1 Con", RelationKind.ATTACK, ("1.1",), "1.2"),
        ("1.3 Pro", RelationKind.SUPPORT, ("1.1",), "1"),
    ]


def test_links_and_line_breaks_are_stored():
    claim = read_text(DEBATE).graph.statement["1.1"]
    assert claim.text == "It is good for you, they say\non the second line.\n\nAnd after an empty one."
    assert claim.extra["kialo"]["links"] == [{"text": "good for you", "url": "https://health.example/tea"}]
    assert read_text(DEBATE).graph.statement["1.2"].text == "Somebody has to pay [in the end]."


def test_a_link_may_point_forward():
    graph = read_text("1. A\n1.1. Pro: -> See 1.2.\n1.2. Con: B\n").graph
    assert relations(graph)[0] == ("1.1 Pro", RelationKind.SUPPORT, ("1.2",), "1")


def test_several_theses_have_no_relation_and_are_noted():
    reading = read_text("Discussion Title: Tea?\n\n1. Which?\n1.1. Green\n1.2. Black\n1.2.1. Pro: Strong\n")
    assert [item.text for item in reading.graph.statements] == ["Which?", "Green", "Black", "Strong"]
    assert relations(reading.graph) == [("1.2.1 Pro", RelationKind.SUPPORT, ("1.2.1",), "1.2")]
    assert reading.graph.statement["1.1"].extra == {"kialo": {"parent": "1"}}
    assert [note.where for note in reading.notes] == ["line 4", "line 5"]


@pytest.mark.parametrize("target", ["1.9.", "1.1."])
def test_a_link_to_a_missing_claim_is_noted(target):
    reading = read_text(f"1. A\n1.1. Pro: -> See {target}\n")
    assert reading.graph.relations == ()
    message = "1.1. links to a claim that is not in this file; the link was not imported."
    assert reading.notes == (ReadNote("line 2", message),)


def test_a_text_that_only_mentions_a_number_is_no_link():
    assert (
        read_text("1. A\n1.1. Pro: -> See 1. and more\n").graph.statement["1.1"].text == "-> See 1. and more"
    )


def test_line_ends_of_all_systems_are_read():
    assert read_text(DEBATE.replace("\n", "\r\n")).graph == read_text(DEBATE).graph


@pytest.mark.parametrize(
    ("text", "where", "message", "statements"),
    [
        ("Tea?\n1. A", "line 1", "not a claim", ["1"]),
        ("1. A\n1.2.1. Pro: B", "line 2", "no claim 1.2. above", ["1", "1.2.1"]),
        ("1. A\n1.1. Pro: B\n1.1. Con: C", "line 3", "occurs twice", ["1", "1.1", "1.1 (2)"]),
    ],
)
def test_an_odd_line_is_noted_and_the_rest_imported(text, where, message, statements):
    reading = read_text(text)
    assert [note.where for note in reading.notes] == [where]
    assert message in reading.notes[0].message
    assert list(reading.graph.statement) == statements


@pytest.mark.parametrize(
    ("said", "text", "url"),
    [
        (
            "The [steel](https://w.example/Steel_(alloy)) rusts.",
            "The steel rusts.",
            "https://w.example/Steel_(alloy)",
        ),
        (
            r'"[The firm \(and its owner\)](https://x.example/a)" paid.',
            '"The firm (and its owner)" paid.',
            "https://x.example/a",
        ),
        (r"[a \[b\]](https://x.example/a\)b)", "a [b]", "https://x.example/a)b"),
        ("[a [b] c](https://x.example)", "a [b] c", "https://x.example"),
    ],
)
def test_brackets_inside_links_belong_to_them(said, text, url):
    statement = read_text(f"1. {said}").graph.statement["1"]
    assert statement.text == text
    assert [link["url"] for link in statement.extra["kialo"]["links"]] == [url]
