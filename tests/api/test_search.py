import pytest

from tests import factories as make


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), "It carries 160,000 vehicles a day.")


def test_words_are_found_with_the_place_marked(claim, editor):
    answer = editor.get("search/", desk="harbour", q="vehicles", kind="claim")
    assert answer.status_code == 200
    [hit] = answer.json()["results"]
    assert (hit["kind"], hit["id"], hit["article"], hit["claim"]) == (
        "claim",
        claim.pk,
        claim.article_id,
        claim.pk,
    )
    assert [run["text"] for run in hit["excerpt"] if run["found"]] == ["vehicles"]


def test_pages_are_numbered(claim, editor):
    first, second = (editor.get("search/", q="vehicles", limit=1, page=page).json() for page in (1, 2))
    assert (first["more"], second["more"]) == (True, False)
    assert first["results"] != second["results"]


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "😀", ""])
def test_odd_words_find_nothing_and_break_nothing(claim, editor, words):
    answer = editor.get("search/", q=words)
    assert answer.status_code == 200
    assert answer.json()["results"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "asleep"},
        {"limit": 0},
        {"limit": "x"},
        {"since": "yesterday"},
        {"what": "x"},
        {"page": 10_000},
    ],
)
def test_a_filter_that_makes_no_sense_is_named(claim, editor, asked):
    answer = editor.get("search/", q="vehicles", **asked)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == list(asked)


def test_a_stranger_finds_no_such_desk(claim, stranger):
    assert stranger.get("search/", desk="harbour", q="vehicles").status_code == 404
    assert stranger.get("search/", q="vehicles").json()["results"] == []
