import json

from factcheck.reporting import claims_json
from tests.reporting import samples


def written(**changes):
    return json.loads(claims_json.write(samples.report(**changes)))


def test_the_positions_in_the_file_give_every_quote():
    body = written()
    text = body["article"]["text"]
    assert [text[claim["start"] : claim["end"]] for claim in body["claims"]] == [
        c["quote"] for c in body["claims"]
    ]


def test_positions_count_code_points_after_emoji_and_combining_marks():
    text = "🏞️ Café́: the river is clean."
    quote = "the river is clean."
    start = text.index(quote)
    claim = samples.claim(1, samples.TITLE, start=start, end=start + len(quote), quote=quote)
    body = written(text=text, claims=(claim,))
    assert body["article"]["text"][body["claims"][0]["start"] : body["claims"][0]["end"]] == quote


def test_a_claim_has_all_its_fields():
    claim = written()["claims"][0]
    assert claim["number"] == 1
    assert claim["text"] == "Nitrate in the river fell by 40 percent between 2015 and 2024."
    assert claim["check_worthiness"] == 0.72
    assert claim["reason"] == "names a figure and a year"
    assert claim["speaker"] == "The mayor"
    assert claim["method"] == "fast/1"
    assert claim["state"] == "published"


def test_a_verdict_has_label_and_step():
    assert written()["claims"][0]["verdict"] == {
        "rating": {"slug": "mostly-false", "label": "Mostly false", "value": 2, "best": 5},
        "reasons": samples.verdict().reasons,
        "as_of": "2026-03-04",
        "decided_by": "Eva Editor",
        "signed_by": [],
        "approved_without_signoffs": "",
        "correction": "",
    }


def test_a_rating_without_a_step_has_no_value():
    assert written()["claims"][2]["verdict"]["rating"]["value"] is None


def test_a_missing_verdict_is_null():
    assert written()["claims"][3]["verdict"] is None


def test_the_article_has_its_hash_and_source():
    article = written()["article"]
    assert article["sha256"] == samples.report().sha256
    assert article["source_url"] == "https://example.org/river"


def test_no_claims_is_an_empty_list():
    assert written(claims=())["claims"] == []


def test_the_text_is_utf8_and_not_escaped():
    assert "“It is the cleanest river" in claims_json.write(samples.report()).decode()
