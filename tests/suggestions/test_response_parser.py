"""A model's answer is of the asked form to the letter, or it is refused."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput, UnknownChoice
from factcheck.suggestions.prompts import PROMPTS, get_prompt, method_name
from factcheck.suggestions.response_parser import build_json_schema, parse_response

CLAIMS = PROMPTS["claims"]
GOOD = {"quote": "It cost 4 million.", "wording": "The bridge cost 4 million.", "speaker": ""}


def answer(*items: Any) -> str:
    return json.dumps({"items": list(items)})


def test_a_good_answer_is_read() -> None:
    (item,) = parse_response(answer(GOOD), CLAIMS)
    assert (item.quote, item.wording, item.speaker, item.stance) == (*GOOD.values(), "")


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "  {}\n"])
def test_a_fence_around_the_answer_is_taken_off(fence: str) -> None:
    assert len(parse_response(fence.replace("{}", answer(GOOD)), CLAIMS)) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Here are the claims: ...",
        "{",
        "null",
        "[]",
        '"items"',
        "{}",
        '{"items": {}}',
        '{"items": [], "verdict": "true"}',
        "[" * 100_000,
        "9" * 10_000,
    ],
    ids=range(11),
)
def test_what_is_no_object_of_items_is_refused(content: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_response(content, CLAIMS)
    assert refusal.value.code == "bad_answer"


@pytest.mark.parametrize(
    "change",
    [
        {"state": "approved"},
        {"quote": ""},
        {"quote": " "},
        {"quote": None},
        {"quote": ["It"]},
        {"quote": "x" * 1001},
        {"wording": "x" * 601},
        {"speaker": "x" * 201},
        {"speaker": 7},
        {"wording": "zero\x00byte"},
        {"wording": "turned \u202e around"},
        {"wording": "half \ud800 a pair"},
    ],
    ids=repr,
)
def test_an_item_out_of_bounds_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="form that was asked for"):
        parse_response(answer(GOOD | change), CLAIMS)


def test_an_item_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(InvalidInput, match="quote, wording, speaker"):
        parse_response(answer({"quote": "It."}), CLAIMS)


def test_more_items_than_asked_for_are_refused() -> None:
    with pytest.raises(InvalidInput, match="21 items"):
        parse_response(answer(*[GOOD] * 21), CLAIMS)


@pytest.mark.parametrize("number", [0, -1, 1.0, True, "1", None])
def test_a_number_is_a_whole_one_from_1(number: Any) -> None:
    with pytest.raises(InvalidInput):
        parse_response(answer({"number": number, "quote": "It.", "stance": "refutes"}), PROMPTS["stance"])


def test_a_stance_is_one_of_ours() -> None:
    with pytest.raises(InvalidInput):
        parse_response(answer({"quote": "It.", "stance": "debunks"}), PROMPTS["passages"])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["items", "quote", "wording"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_whatever_is_accepted_obeys_the_schema_that_is_sent(said: Any) -> None:
    prompt = PROMPTS["wording"]
    try:
        parse_response(json.dumps(said), prompt)
    except InvalidInput:
        return
    jsonschema.validate(said, build_json_schema(prompt))


@pytest.mark.parametrize("slug", PROMPTS)
def test_every_schema_is_closed_and_bounded(slug: str) -> None:
    form = build_json_schema(PROMPTS[slug])
    jsonschema.Draft202012Validator.check_schema(form)
    item = form["properties"]["items"]["items"]
    assert form["additionalProperties"] is item["additionalProperties"] is False
    assert "quote" in item["required"], "nothing is suggested without a quote to verify"


def test_a_method_names_kind_and_version() -> None:
    assert method_name("claims") == "llm.claims/1"
    with pytest.raises(UnknownChoice):
        get_prompt("verdicts")
