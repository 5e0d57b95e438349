"""OVA and Arguebuf files: read as AIF, with their other data stored and written back."""

import json

from factcheck.argument.formats import detect, read, write


def ova_node(number, kind, text, **more):
    return {"id": number, "type": kind, "text": text, "x": 10, "y": 20, "visible": True, **more}


OVA_NODES = [
    ova_node(1, "I", "The pier&nbsp;is old."),
    ova_node(2, "I", "It opened in 1958."),
    ova_node(3, "RA", "Expert Opinion", scheme="1"),
    ova_node(4, "I", "It was rebuilt."),
    ova_node(5, "CA", "Default Conflict", scheme="71"),
]
OVA = {
    "nodes": OVA_NODES,
    "edges": [
        {"from": OVA_NODES[source - 1], "to": OVA_NODES[target - 1], "visible": True}
        for source, target in ((2, 3), (3, 1), (4, 5), (5, 3))
    ],
    "participants": [{"id": 1, "firstname": "Ada"}],
    "analysis": {"txt": "The pier", "documentTitle": "Pier debate"},
}
ARGUEBUF = {
    "nodes": {
        "a": {"atom": {"text": "The pier is old.", "participant": "p"}, "metadata": {"created": "2024"}},
        "b": {"atom": {"text": "It opened in 1958."}},
        "s": {"scheme": {"support": "SUPPORT_EXPERT_OPINION", "premiseDescriptors": ["b"]}},
        "c": {"atom": {"text": "It was rebuilt."}},
        "t": {"scheme": {"attack": "ATTACK_DEFAULT"}},
        "u": {"scheme": {}},
    },
    "edges": {
        "e1": {"source": "b", "target": "s", "metadata": {"created": "2024"}},
        "e2": {"source": "s", "target": "a"},
        "e3": {"source": "c", "target": "t"},
        "e4": {"source": "t", "target": "s"},
    },
    "participants": {"p": {"name": "Ada"}},
    "majorClaim": "a",
}


def reading_of(document, kind):
    data = json.dumps(document).encode()
    assert detect(data, "map.json") == kind
    return read(data, kind)


def shape(graph):
    return [(item.kind.value, item.scheme, item.premises, item.target) for item in graph.relations]


def test_ova_is_read_with_its_title():
    reading = reading_of(OVA, "map.ova")
    assert reading.notes == ()
    assert reading.graph.title == "Pier debate"
    assert reading.graph.statement["1"].text == "The pier is old."
    assert shape(reading.graph) == [
        ("support", "Expert Opinion", ("2",), "1"),
        ("undercut", "", ("4",), "3"),
    ]


def test_data_of_ova_is_written_back_to_aif():
    document = json.loads(write(reading_of(OVA, "map.ova").graph, "map.aif"))
    first = document["nodes"][0]
    assert (first["nodeID"], first["text"], first["x"], first["visible"]) == (
        "1",
        "The pier&nbsp;is old.",
        10,
        True,
    )
    assert [node.get("scheme") for node in document["nodes"]] == [None, None, None, "1", "71"]
    assert (document["participants"], document["analysis"]) == (OVA["participants"], OVA["analysis"])


def test_an_odd_part_of_ova_is_noted():
    document = {
        **OVA,
        "edges": [*OVA["edges"], {"from": {"id": 99}, "to": {"id": 3}}, {"from": {}, "to": {}}],
    }
    reading = reading_of(document, "map.ova")
    assert [note.where for note in reading.notes] == ["edges[4]", "edges[5]"]
    assert len(reading.graph.relations) == 2


def test_arguebuf_is_read():
    reading = reading_of(ARGUEBUF, "map.arguebuf")
    assert [note.where for note in reading.notes] == ["nodes[5]"]
    assert {item.id: item.text for item in reading.graph.statements} == {
        "a": "The pier is old.",
        "b": "It opened in 1958.",
        "c": "It was rebuilt.",
    }
    assert shape(reading.graph) == [
        ("support", "Expert opinion", ("b",), "a"),
        ("undercut", "", ("c",), "s"),
    ]


def test_data_of_arguebuf_is_written_back_to_aif():
    document = json.loads(write(reading_of(ARGUEBUF, "map.arguebuf").graph, "map.aif"))
    nodes = {node["nodeID"]: node for node in document["nodes"]}
    assert nodes["a"]["arguebuf"] == {"metadata": {"created": "2024"}, "participant": "p"}
    assert nodes["s"]["arguebuf"]["premiseDescriptors"] == ["b"]
    assert "u" in nodes
    assert document["arguebuf"] == {"participants": ARGUEBUF["participants"], "majorClaim": "a"}
    assert {edge["edgeID"] for edge in document["edges"]} == {"e1", "e2", "e3", "e4"}


def test_types_of_older_arguebuf_files_are_read():
    document = {
        "nodes": {
            "a": {"atom": {"text": "A"}},
            "b": {"atom": {"text": "B"}},
            "s": {"scheme": {"type": "SCHEME_TYPE_ATTACK"}},
        },
        "edges": {"e": {"source": "b", "target": "s"}, "f": {"source": "s", "target": "a"}},
    }
    assert shape(reading_of(document, "map.arguebuf").graph) == [("attack", "", ("b",), "a")]
