"""A map with every kind of item, for golden files and single formats."""

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

CLAIM = Statement(
    "c1", "The bridge cost 4.2 million euros.", label="mostly true", url="https://desk.example/c/1"
)
OTHER = Statement("c2", "The bridge was cheap.\nThat is what the mayor said.")
AUDIT = Statement(
    "e1", "Audit report: “4.18 million”", kind=StatementKind.EVIDENCE, base=0.85, origin="court of audit"
)
PRESS = Statement(
    "e2",
    "=SUM(A1) [sic] <b>5 million</b>",
    kind=StatementKind.EVIDENCE,
    base=0.4,
    active=False,
    url="https://p.example",
)
PREMISE = Statement("p 1", "Rounding to 0.1 million is fair.", kind=StatementKind.PREMISE)
DOUBT = Statement(
    "p?2", "Side costs were left out \\", kind=StatementKind.PREMISE, extra={"note": ["kept", 1]}
)

LINKED = Relation("r1", RelationKind.SUPPORT, ("e1", "p 1"), "c1", scheme="Expert opinion")
AGAINST = Relation("r2", RelationKind.ATTACK, ("e2",), "c1", active=False)
UNDERCUT = Relation("r3", RelationKind.UNDERCUT, ("p?2",), "r1", base=0.7)
DEEPER = Relation("r4", RelationKind.UNDERCUT, ("p 1",), "r3")
PLAIN = Relation("r5", RelationKind.ATTACK, ("c1",), "c2")
REPHRASE = Relation("r6", RelationKind.REPHRASE, ("c2",), "p?2")

SAMPLE = Graph(
    statements=(CLAIM, OTHER, AUDIT, PRESS, PREMISE, DOUBT),
    relations=(LINKED, AGAINST, UNDERCUT, DEEPER, PLAIN, REPHRASE),
    title="The bridge: what it cost",
    extra={"desk": "Example desk"},
)
