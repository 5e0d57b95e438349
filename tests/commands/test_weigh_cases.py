import json

import pytest
from django.core.management import call_command


def run(path, capsys, *options):
    call_command("weigh_cases", str(path), *options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def piece(stance, strength, origin, claim=1, **more):
    return {"claim": claim, "stance": stance, "strength": strength, "origin": origin, **more}


ONE = [{"id": 1}]
PAIR = [{"id": 1}, {"id": 2, "part_of": 1}, {"id": 3, "part_of": 1}]
CASES = [
    (
        "ministry figure against reprints",
        ONE,
        [piece("refutes", 0.9, "m"), *[piece("supports", 0.3, "r")] * 4],
        {"refuted"},
    ),
    (
        "register against nine weak blogs",
        ONE,
        [piece("supports", 0.95, "m"), *[piece("refutes", 0.3, n) for n in "abcdefghi"]],
        {"supported"},
    ),
    ("twenty posts", ONE, [piece("refutes", 0.2, str(n)) for n in range(20)], {"not_enough"}),
    (
        "two news reports",
        ONE,
        [piece("supports", 0.6, "a"), piece("supports", 0.65, "b")],
        {"supported", "leaning_supported"},
    ),
    (
        "two registers that differ",
        ONE,
        [piece("supports", 0.9, "a"), piece("refutes", 0.85, "b")],
        {"conflicting"},
    ),
    (
        "good report against a slightly better one",
        ONE,
        [piece("supports", 0.8, "a"), piece("refutes", 0.7, "b")],
        {"conflicting", "leaning_supported"},
    ),
    ("retracted study", ONE, [piece("supports", 0.9, "s", undercut_by=0.95)], {"not_enough"}),
    (
        "retracted study and a living one",
        ONE,
        [piece("supports", 0.9, "s", undercut_by=0.95), piece("refutes", 0.8, "t")],
        {"refuted"},
    ),
    ("context only", ONE, [piece("context", 0.9, "a")], {"not_enough"}),
    (
        "a part without evidence",
        PAIR,
        [piece("supports", 0.9, "a", claim=2)],
        {"not_enough", "leaning_supported"},
    ),
    (
        "both parts refuted",
        PAIR,
        [piece("refutes", 0.9, "a", claim=2), piece("refutes", 0.9, "b", claim=3)],
        {"refuted"},
    ),
    (
        "parts differ",
        PAIR,
        [piece("refutes", 0.7, "a", claim=2), piece("supports", 0.9, "b", claim=3)],
        {"partly"},
    ),
]


@pytest.mark.parametrize(("name", "claims", "evidence", "labels"), CASES, ids=[case[0] for case in CASES])
def test_constellations_get_a_label_that_a_fact_checker_accepts(
    name, claims, evidence, labels, tmp_path, capsys
):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [{"name": name, "claims": claims, "evidence": evidence}]}))
    (case,) = run(path, capsys)
    assert case["name"] == name
    assert case["label"] in labels
    assert 0 <= case["strength"] <= 1


def test_a_claim_with_one_original_source_is_flagged(tmp_path, capsys):
    path = tmp_path / "cases.json"
    cases = [
        {
            "name": "one",
            "claims": ONE,
            "evidence": [piece("supports", 0.9, "a"), piece("supports", 0.6, "a")],
        },
        {
            "name": "two",
            "claims": ONE,
            "evidence": [piece("supports", 0.9, "a"), piece("supports", 0.6, "b")],
        },
        {"name": "none", "claims": ONE, "evidence": []},
    ]
    path.write_text(json.dumps({"cases": cases}))
    assert [case["flags"] for case in run(path, capsys)] == [["one_source"], [], []]


def test_other_semantics_can_be_chosen(tmp_path, capsys):
    path = tmp_path / "cases.json"
    path.write_text(
        json.dumps({"cases": [{"name": "x", "claims": ONE, "evidence": [piece("supports", 0.9, "a")]}]})
    )
    (case,) = run(path, capsys, "--semantics", "quadratic_energy")
    assert case["strength"] == pytest.approx(0.723757)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "one JSON object"),
        ("{}", "“cases” must be a list"),
        ('{"cases": [{"claims": []}]}', "case 1"),
        (
            '{"cases": [{"claims": [{"id": 1}], "evidence": [{"claim": 2, "stance": "supports", "strength": 1}]}]}',
            "no claim “2”",
        ),
        (
            '{"cases": [{"claims": [{"id": 1}], "evidence": [{"claim": 1, "stance": "likes", "strength": 1}]}]}',
            "supports, refutes",
        ),
        (
            '{"cases": [{"claims": [{"id": 1}], "evidence": [{"claim": 1, "stance": "supports", "strength": 7}]}]}',
            "from 0 to 1",
        ),
        ('{"cases": [{"claims": [{"id": 1}], "evidence": [7]}]}', "case 1"),
        ('{"cases": [7]}', "case 1"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(content, message, tmp_path, capsys):
    path = tmp_path / "cases.json"
    path.write_text(content)
    with pytest.raises(SystemExit) as exit_info:
        call_command("weigh_cases", str(path))
    assert exit_info.value.code == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as exit_info:
        call_command("weigh_cases", str(tmp_path / "gone.json"))
    assert exit_info.value.code == 2
    assert "gone.json" in capsys.readouterr().err
