import pytest

from tests import factories as make


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), "It carries 160,000 vehicles a day.")


def test_an_excerpt_highlights_the_words_that_match(claim, editor):
    response = editor.get("search/", desk="harbour", q="vehicles", kind="claim")
    assert response.status_code == 200
    [hit] = response.json()["results"]
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
def test_unusual_queries_find_nothing_without_an_error(claim, editor, words):
    response = editor.get("search/", q=words)
    assert response.status_code == 200
    assert response.json()["results"] == []


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
def test_an_invalid_filter_is_named_in_the_error(claim, editor, asked):
    response = editor.get("search/", q="vehicles", **asked)
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == list(asked)


def test_the_desk_is_not_found_for_a_member_of_another_desk(claim, stranger):
    assert stranger.get("search/", desk="harbour", q="vehicles").status_code == 404
    assert stranger.get("search/", q="vehicles").json()["results"] == []
