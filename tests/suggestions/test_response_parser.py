"""A response has exactly the requested form, or it is rejected."""

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


def response(*items: Any) -> str:
    return json.dumps({"items": list(items)})


def test_a_valid_response_is_parsed() -> None:
    (item,) = parse_response(response(GOOD), CLAIMS)
    assert (item.quote, item.wording, item.speaker, item.stance) == (*GOOD.values(), "")


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "  {}\n"])
def test_a_markdown_fence_is_removed(fence: str) -> None:
    assert len(parse_response(fence.replace("{}", response(GOOD)), CLAIMS)) == 1


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
def test_a_response_without_items_is_rejected(content: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_response(content, CLAIMS)
    assert error.value.code == "bad_answer"


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
def test_an_invalid_item_is_rejected(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="requested form"):
        parse_response(response(GOOD | change), CLAIMS)


def test_an_item_with_a_missing_field_is_rejected() -> None:
    with pytest.raises(InvalidInput, match="quote, wording, speaker"):
        parse_response(response({"quote": "It."}), CLAIMS)


def test_too_many_items_are_rejected() -> None:
    with pytest.raises(InvalidInput, match="21 items"):
        parse_response(response(*[GOOD] * 21), CLAIMS)


@pytest.mark.parametrize("number", [0, -1, 1.0, True, "1", None])
def test_a_number_is_an_integer_from_1(number: Any) -> None:
    with pytest.raises(InvalidInput):
        parse_response(response({"number": number, "quote": "It.", "stance": "refutes"}), PROMPTS["stance"])


def test_an_unknown_stance_is_rejected() -> None:
    with pytest.raises(InvalidInput):
        parse_response(response({"quote": "It.", "stance": "debunks"}), PROMPTS["passages"])


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
def test_accepted_responses_match_the_json_schema(data: Any) -> None:
    prompt = PROMPTS["wording"]
    try:
        parse_response(json.dumps(data), prompt)
    except InvalidInput:
        return
    jsonschema.validate(data, build_json_schema(prompt))


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
