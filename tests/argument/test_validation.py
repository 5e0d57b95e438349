import pytest

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.validation import validate_graph
from factcheck.enums import RelationKind, StatementKind
from tests.argument.sketch import sketch

CLAIM = Statement("c", "A claim.")
EVIDENCE = Statement("e", "Evidence.", kind=StatementKind.EVIDENCE, base=0.8)
SUPPORT = Relation("r", RelationKind.SUPPORT, ("e",), "c")


def codes(*parts):
    statements = tuple(part for part in parts if isinstance(part, Statement))
    relations = tuple(part for part in parts if isinstance(part, Relation))
    return {(finding.code, finding.subject) for finding in validate_graph(Graph(statements, relations))}


def relation(kind, premises, target, name="x", **more):
    return Relation(name, RelationKind(kind), tuple(premises), target, **more)


def test_a_valid_map_has_no_issues():
    assert validate_graph(sketch("c=.5 e=.8 f=.7 u=.9 d=.5", "e&f+c u/e&f+c d~c")) == ()


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (relation("support", ["nobody"], "c"), "dangling_premise"),
        (relation("support", ["e"], "nowhere"), "dangling_target"),
        (relation("attack", ["c"], "c"), "self_relation"),
        (relation("undercut", ["e"], "x"), "self_relation"),
        (relation("undercut", ["e"], "c"), "undercut_of_nothing"),
        (relation("undercut", ["e"], "nowhere"), "undercut_of_nothing"),
        (relation("attack", ["e"], "r"), "attack_on_relation"),
        (relation("support", ["r"], "c"), "premise_is_relation"),
        (relation("support", [], "c"), "no_premises"),
        (relation("support", ["e", "e"], "c"), "repeated_premise"),
        (relation("support", ["e"], "c", base=1.5), "base_out_of_range"),
        (relation("rephrase", ["e", "c"], "c"), "rephrase_of_several"),
        (relation("rephrase", ["e"], "r"), "rephrase_of_relation"),
    ],
)
def test_an_invalid_relation_is_reported_by_its_id(added, code):
    assert (code, "x") in codes(CLAIM, EVIDENCE, SUPPORT, added)


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (Statement("e2", " \n", kind=StatementKind.CLAIM), "empty_text"),
        (Statement("e2", "Too sure.", base=1.2), "base_out_of_range"),
        (Statement("e2", "Not a number.", base=float("nan")), "base_out_of_range"),
        (Statement("e2", "Alone.", kind=StatementKind.PREMISE), "unreachable"),
        (Statement("c", "The same id."), "duplicate_id"),
        (Statement("r", "The id of a relation."), "duplicate_id"),
    ],
)
def test_an_invalid_statement_is_reported_by_its_id(added, code):
    assert codes(CLAIM, EVIDENCE, SUPPORT, added) == {(code, added.id)}


def test_a_premise_of_an_undercut_is_connected_to_the_claim():
    cutter = Statement("u", "Not so fast.", kind=StatementKind.PREMISE)
    assert codes(CLAIM, EVIDENCE, SUPPORT, cutter, relation("undercut", ["u"], "r")) == set()


def test_context_needs_a_claim_but_no_relation():
    context = Statement("k", "Background.", kind=StatementKind.EVIDENCE, extra={"context_of": "c"})
    stray = Statement("k", "Background.", kind=StatementKind.EVIDENCE, extra={"context_of": "gone"})
    assert codes(CLAIM, context) == set()
    assert codes(CLAIM, stray) == {("unreachable", "k")}


def test_an_issue_has_a_message_for_people():
    (issue,) = validate_graph(Graph((CLAIM, EVIDENCE), (SUPPORT, relation("undercut", ["e"], "c"))))
    assert issue.message == "The undercut “x” must have a relation as its target; “c” is not one."
